const { resent, more } = await client.api.resendWebhookDeliveries({ endpointId: TOLD_ENDPOINT_ID, body: { missed: true } });
console.log(resent, more); // prints: 0 false
