const { deliveries } = await client.api.listWebhookDeliveries({ endpointId: TOLD_ENDPOINT_ID, eventType: 'FaxReceived' });
console.log(deliveries.some(({ id }) => id === DELIVERY_ID)); // prints: true
