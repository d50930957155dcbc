for (const { number, status } of await client.attempts(FAXID)) {
  console.log(number, status); // prints: 1 sent
}
