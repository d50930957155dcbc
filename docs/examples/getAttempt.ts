const attempt = await client.api.getAttempt({ faxId: FAXID, attemptId: ATTEMPT_ID });
console.log(attempt.pagesConfirmed, attempt.badRows); // prints: 1 0
