const { disabled } = await client.api.disableWebhookEndpoint({ endpointId: ENDPOINT_ID });
console.log(disabled); // prints: true
