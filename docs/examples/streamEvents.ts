for await (const { type, sequence } of client.events(FAXID)) {
  if (type === 'FaxReceived') console.log(sequence); // prints: 1
  if (type === 'FaxSent') break;
}
