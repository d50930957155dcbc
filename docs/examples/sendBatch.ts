const { faxes } = await client.api.sendBatch({
  body: { recipients: ['+19995550100', '+19995550114'], batchId: 'closed-on-monday', document: new File(['We are closed on Monday.'], 'notice.txt') },
});
console.log(faxes.length); // prints: 2
