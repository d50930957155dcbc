const proof = await client.api.getProofPdf({ faxId: FAXID });
console.log((await proof.text()).slice(0, 5)); // prints: %PDF-
