const proof = await client.api.getProof({ faxId: FAXID });
const statement = JSON.parse(Buffer.from(proof.payload, 'base64url').toString());
console.log(statement.faxId === FAXID, statement.result.status); // prints: true FaxSent
