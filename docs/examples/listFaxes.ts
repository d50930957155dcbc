for await (const { faxId } of client.faxes({ limit: 2 })) {
  if (faxId === FAXID) console.log('found'); // prints: found
}
