await client.api.addDoNotCall({ body: { numbers: ['+12025550147'] } });
const { numbers } = await client.api.listDoNotCall();
console.log(numbers.some(({ number }) => number === '+12025550147')); // prints: true
