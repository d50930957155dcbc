const { personalDataErasedOn } = await client.api.erasePersonalData({ faxId: FAILED_FAXID });
console.log(personalDataErasedOn !== undefined); // prints: true
