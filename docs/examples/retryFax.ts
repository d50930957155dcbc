const { faxStatus } = await client.retryFax(FAILED_FAXID);
console.log(faxStatus); // prints: FaxRetry
