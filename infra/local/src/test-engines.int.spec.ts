import { serveTestEngines } from './test-engines.ts';

describe('the server of test engines', () => {
  it('starts nothing for those who do not know its address, and nothing that it does not have', async () => {
    const server = await serveTestEngines(() => {});
    const { origin } = new URL(server.url);
    const statuses = await Promise.all([`${origin}/kafka`, `${origin}/secret/kafka`, `${server.url}/oracle`, `${server.url}/constructor`].map(async (url) => (await fetch(url)).status));
    expect(statuses).toEqual([404, 404, 404, 404]);
    await server.stop();
    await expect(fetch(`${server.url}/oracle`)).rejects.toThrow();
  });
});
