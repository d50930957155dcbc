await client.api.addDoNotCall({ body: { numbers: ['+12025550151'] } });
await client.api.removeDoNotCall({ number: '+12025550151' });
const { numbers } = await client.api.listDoNotCall();
console.log(numbers.some(({ number }) => number === '+12025550151')); // prints: false
