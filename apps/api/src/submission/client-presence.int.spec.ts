import { request } from 'node:http';
import { openBench } from '../api-bench.ts';

const BOUNDARY = 'b';
const BODY = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="phoneNumber"\r\n\r\n+19995550100\r\n`
  + `--${BOUNDARY}\r\nContent-Disposition: form-data; name="document"; filename="a.txt"\r\n\r\n${'a line of text\n'.repeat(10_000)}\r\n--${BOUNDARY}--\r\n`;

describe('a client that leaves while its document is looked into', () => {
  it('has sent no fax: it will send again, and the fax must not arrive twice', async () => {
    let looking: (() => void) | undefined;
    let goOn: (() => void) | undefined;
    const inspected = new Promise<void>((resolve) => (looking = resolve));
    const released = new Promise<void>((resolve) => (goOn = resolve));
    const bench = await openBench({
      parts: ({ documents }) => ({
        documents: {
          put: (tenantId, source) => documents.put(tenantId, source),
          inspect: async (content, signal) => {
            looking?.();
            await released;
            return documents.inspect(content, signal);
          },
        },
      }),
    });
    const client = request(`${bench.url}/fax`, { method: 'POST', headers: { authorization: `Bearer ${bench.key}`, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } });
    client.on('error', () => undefined);
    client.end(BODY);
    await inspected;
    const closed = new Promise((resolve) => client.once('close', resolve));
    client.destroy();
    await closed;
    for (const end = Date.now() + 5_000; (await bench.leftovers()).length > 0 && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 5));
    goOn?.();
    expect(await bench.leftovers()).toEqual([]);
    expect((await bench.database.pool.query('SELECT 1 FROM event')).rows).toEqual([]);
    await bench.close();
  });
});
