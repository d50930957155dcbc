const { documentErasedOn } = await client.api.eraseDocument({ faxId: FAILED_FAXID });
console.log(documentErasedOn !== undefined); // prints: true
