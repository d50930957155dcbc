const document = new File(['Dear Dr. Miller, please find enclosed.'], 'letter.txt');
const fax = await client.sendFax({ phoneNumber: '+19995550100', document, metadata: { case: '17' } });
console.log(fax.faxStatus, fax.metadata); // prints: FaxReceived { case: '17' }
