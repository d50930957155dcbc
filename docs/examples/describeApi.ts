const { openapi } = await client.api.describeApi();
console.log(openapi); // prints: 3.1.0
