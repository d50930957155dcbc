const { number } = await client.api.getDoNotCall({ number: '+12025550148' });
console.log(number); // prints: +12025550148
