const fax = await client.getFax(FAXID);
console.log(fax.faxStatus, fax.pagesConfirmed); // prints: FaxSent 1
