const { description } = await client.api.updateWebhookEndpoint({ endpointId: ENDPOINT_ID, body: { description: 'Orders' } });
console.log(description); // prints: Orders
