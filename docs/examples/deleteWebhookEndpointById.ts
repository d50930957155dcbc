await client.api.deleteWebhookEndpointById({ endpointId: ENDPOINT_ID });
const { endpoints } = await client.api.listWebhookEndpoints();
console.log(endpoints.some(({ id }) => id === ENDPOINT_ID)); // prints: false
