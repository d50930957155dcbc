import { createServer } from 'node:net';
import { once } from 'node:events';
import { LOOPBACK, assertFree, freePort } from './port.ts';

describe('a port', () => {
  it('that is free can be used', async () => {
    await expect(assertFree(await freePort(), 'a test')).resolves.toBeUndefined();
  });

  it('that is taken is refused by its number and its purpose', async () => {
    const port = await freePort();
    const server = createServer().listen(port, LOOPBACK);
    await once(server, 'listening');
    try {
      await expect(assertFree(port, 'kafka')).rejects.toMatchObject({ code: 'port_taken', message: expect.stringMatching(`Port ${port} for kafka`) });
    } finally {
      server.close();
    }
  });
});
