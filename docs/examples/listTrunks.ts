const { trunks } = await admin.api.listTrunks();
console.log(trunks.every(({ name }) => name !== '')); // prints: true
