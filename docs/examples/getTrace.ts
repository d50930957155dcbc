const trace = await client.api.getTrace({ faxId: FAXID, attemptId: ATTEMPT_ID });
console.log(trace.entries.some(({ name }) => name === 'CFR')); // prints: true
