const { asyncapi } = await client.api.describeEvents();
console.log(asyncapi); // prints: 3.0.0
