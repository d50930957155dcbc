const { delivered, status } = await client.api.testWebhookEndpoint({ endpointId: TOLD_ENDPOINT_ID });
console.log(delivered, status); // prints: true 204
