const { acknowledged } = await client.api.acknowledgeMissedEvents({ endpointId: ENDPOINT_ID, body: { ids: ['evt_1'] } });
console.log(acknowledged); // prints: 0
