const { name } = await client.api.getKey({ keyId: KEY_ID });
console.log(name); // prints: Reports
