const { faxes } = await client.api.searchFaxes({ body: { faxId: FAXID, showFaxStatusChangeHistory: true } });
console.log(faxes[0]?.statusChangeHistory?.map(({ faxStatus }) => faxStatus).join(' ')); // prints: FaxReceived FaxAttemptInitiated FaxSent
