const { numbers } = await client.api.listOwnNumbers();
console.log(numbers); // prints: []
