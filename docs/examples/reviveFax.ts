const { faxStatus } = await client.reviveFax(HELD_FAXID);
console.log(faxStatus); // prints: FaxReceived
