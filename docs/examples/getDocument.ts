const answer = await client.api.getDocument({ faxId: FAXID });
console.log(answer.headers.get('content-type'), (await answer.text()).slice(0, 4)); // prints: text/plain; charset=utf-8 Dear
