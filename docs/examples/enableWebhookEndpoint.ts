const { disabled } = await client.api.enableWebhookEndpoint({ endpointId: ENDPOINT_ID });
console.log(disabled); // prints: false
