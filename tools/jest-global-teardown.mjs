export default async function teardown() {
  await globalThis.__faxwireEngines?.stop();
  await globalThis.__faxwirePostgres?.stop();
}
