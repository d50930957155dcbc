const { total } = await client.api.getBatch({ batchId: BATCH_ID });
console.log(total); // prints: 1
