import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerClientError } from './index.ts';

/** Headers are timed out at once. */
const IMPATIENT = { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 10 };

let server: Server;
let requests = 0;
beforeAll(async () => {
  server = createServer(IMPATIENT, (_request, response) => {
    requests += 1;
    response.end();
  });
  server.on('clientError', answerClientError);
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A client that leaves its side open whatever it is told. */
function stubborn(opening: string): Socket {
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  socket.write(opening);
  return socket;
}

async function connectionOf(opening: string): Promise<{ client: Socket; accepted: Socket }> {
  const arrival = once(server, 'connection') as Promise<[Socket]>;
  const client = stubborn(opening);
  const [accepted] = await arrival;
  return { client, accepted };
}

describe('a client that makes no request', () => {
  it('but drips its headers is answered, and soon holds no socket of ours', async () => {
    const { client, accepted } = await connectionOf('POST /fax HTTP/1.1\r\nHost: a\r\n');
    const drip = setInterval(() => client.write('X'), 20);
    const closed = once(accepted, 'close', { signal: AbortSignal.timeout(3_000) });
    try {
      expect(await text(client)).toMatch(/^HTTP\/1.1 408 /);
      await closed;
    } finally {
      clearInterval(drip);
      client.destroy();
    }
  });

  it('has its answer, and no request is made of what it sends after that', async () => {
    const { client, accepted } = await connectionOf('POST /fax HTTP/1.1\r\nHost: a\r\n');
    const closed = once(accepted, 'close');
    expect(await text(client)).toMatch(/^HTTP\/1.1 408 /);
    client.end('Content-Length: 0\r\n\r\n');
    await closed;
    client.destroy();
    expect(requests).toBe(0);
  });
});
