const { faxStatus } = await client.holdFax(WAITING_FAXID);
console.log(faxStatus); // prints: FaxHeld
