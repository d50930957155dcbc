const endpoint = await client.api.createWebhookEndpoint({ body: { url: 'https://example.com/fax-events', events: ['FaxSent', 'FaxFailed'] } });
console.log(endpoint.secret.slice(0, 6)); // prints: whsec_
