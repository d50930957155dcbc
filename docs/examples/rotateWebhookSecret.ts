const { secret } = await client.api.rotateWebhookSecret({ endpointId: ENDPOINT_ID, body: { overlapSeconds: 3600 } });
console.log(secret?.slice(0, 6)); // prints: whsec_
