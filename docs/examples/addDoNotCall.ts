const { added } = await client.api.addDoNotCall({ body: { numbers: ['+12025550150'] } });
console.log(added); // prints: 1
