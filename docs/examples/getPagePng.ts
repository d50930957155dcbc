const page = await client.api.getPagePng({ faxId: FAXID, page: '1' });
console.log(page.headers.get('content-type')); // prints: image/png
