const { faxStatus } = await client.stopFax(HELD_FAXID);
console.log(faxStatus); // prints: FaxReceivedForCancel
