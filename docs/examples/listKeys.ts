const { keys } = await client.api.listKeys({ limit: 100 });
console.log(keys.some(({ keyId }) => keyId === KEY_ID)); // prints: true
