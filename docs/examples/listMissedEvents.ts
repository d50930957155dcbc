const { missedEvents } = await client.api.listMissedEvents({ endpointId: ENDPOINT_ID });
console.log(missedEvents); // prints: []
