const answer = await client.api.listWebhookSchemas();
console.log(JSON.stringify(answer).includes('FaxSent')); // prints: true
