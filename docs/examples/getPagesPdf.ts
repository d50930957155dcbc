const pages = await client.api.getPagesPdf({ faxId: FAXID });
console.log((await pages.text()).slice(0, 5)); // prints: %PDF-
