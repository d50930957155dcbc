const { key, scopes } = await client.api.createKey({ body: { name: 'Reports', scopes: ['fax:read'] } });
console.log(key.slice(0, 8), scopes); // prints: fw_test_ [ 'fax:read' ]
