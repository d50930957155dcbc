const { url } = await client.api.getWebhookEndpoint({ endpointId: ENDPOINT_ID });
console.log(url); // prints: https://example.com/fax-events
