const { key } = await client.api.rollKey({ keyId: KEY_ID, body: { overlapHours: 1 } });
console.log(key.slice(0, 8)); // prints: fw_test_
