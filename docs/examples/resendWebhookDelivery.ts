const { resent } = await client.api.resendWebhookDelivery({ endpointId: TOLD_ENDPOINT_ID, deliveryId: DELIVERY_ID });
console.log(resent); // prints: 1
