const { state, attempts } = await client.api.getWebhookDelivery({ endpointId: TOLD_ENDPOINT_ID, deliveryId: DELIVERY_ID });
console.log(state, attempts.length); // prints: delivered 1
