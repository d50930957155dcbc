const { name } = await client.api.changeKey({ keyId: KEY_ID, body: { name: 'Monthly reports' } });
console.log(name); // prints: Monthly reports
