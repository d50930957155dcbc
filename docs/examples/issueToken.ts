const clientId = FAXWIRE_KEY.split('_')[2]?.slice(0, 16) ?? '';
const reader = new FaxwireClient({ baseUrl: FAXWIRE_URL, oauth: { clientId, clientSecret: FAXWIRE_KEY, scope: 'fax:read' } });
console.log((await reader.getFax(FAXID)).faxStatus); // prints: FaxSent
