const schema = await client.api.getWebhookSchema({ schemaFile: 'FaxSent.json' });
console.log(typeof schema); // prints: object
