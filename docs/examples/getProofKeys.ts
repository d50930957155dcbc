const { keys } = await client.api.getProofKeys();
console.log(keys.every(({ kty }) => kty === 'OKP')); // prints: true
