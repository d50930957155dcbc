import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:https';
import { Receiver, answering, selfSignedCertificate, type Answer } from '@faxwire/testing';
import { WebhookSender, type WebhookSenderOptions } from './webhook-sender.ts';

/** Generous, for requests that are to succeed on a busy machine. */
const TIMEOUT_MS = 10_000;
/** For those that can only run into it. */
const SHORT = { timeoutMs: 300 };
/** Of a request that is cut off at its deadline; generous to a busy machine, and far from "never". */
const BOUND_MS = 5_000;
const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function receiver(answer?: Answer): Promise<Receiver> {
  const started = await Receiver.start(answer);
  stops.push(() => started.stop());
  return started;
}

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise((resolve) => {
    for (const socket of sockets) socket.destroy();
    server.close(resolve);
  }));
  return (server.address() as AddressInfo).port;
}

function send(url: string, options: Partial<WebhookSenderOptions> = {}, stop?: AbortSignal) {
  return new WebhookSender({ allowLoopback: true, timeoutMs: TIMEOUT_MS, ...options }).send({ url, headers: { 'x-mark': '1' }, body: '{}', now: 0 }, stop);
}

/** The outcome, and that it came in time. */
async function bounded(url: string, options: Partial<WebhookSenderOptions> = {}) {
  const startedAt = performance.now();
  const outcome = await send(url, options);
  expect(performance.now() - startedAt).toBeLessThan(BOUND_MS);
  return outcome;
}

describe('a request', () => {
  it('brings back the status and the beginning of the answer', async () => {
    const { url, received } = await receiver(answering(202, {}, 'x'.repeat(5_000)));
    const outcome = await send(url);
    expect(outcome).toMatchObject({ status: 202, response: 'x'.repeat(1_024) });
    expect(outcome.error).toBeUndefined();
    expect(received).toMatchObject([{ body: '{}', headers: { 'x-mark': '1' } }]);
  });

  it('to a server that never answers ends at the deadline', async () => {
    const { url } = await receiver(() => undefined);
    expect(await bounded(url, SHORT)).toMatchObject({ error: 'timeout' });
  });

  it('to a server that drips its headers ends at the deadline', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x: y\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await bounded(`http://127.0.0.1:${await listening(server)}/`, SHORT)).toMatchObject({ error: 'timeout' });
  });

  it('to a server that drips its body ends at the deadline, every byte of it a sign of life', async () => {
    const { url } = await receiver((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await bounded(url, SHORT)).toMatchObject({ error: 'timeout' });
  });

  it('to a server whose body has no end reads a little of it and goes by the status', async () => {
    const { url } = await receiver((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('y'.repeat(8_192)));
      };
      response.on('drain', more);
      more();
    });
    const outcome = await bounded(url);
    expect(outcome).toMatchObject({ status: 200, response: 'y'.repeat(1_024) });
    expect(outcome.error).toBeUndefined();
  });

  it('to a server with headers without end is over soon', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(`HTTP/1.1 200 OK\r\nx: ${'z'.repeat(100_000)}`);
    });
    expect(await bounded(`http://127.0.0.1:${await listening(server)}/`)).toMatchObject({ error: 'response_invalid' });
  });

  it('to something that does not speak HTTP says so', async () => {
    const server = createTcpServer((socket) => socket.on('error', () => undefined).end('220 mail.example ESMTP\r\n'));
    expect(await bounded(`http://127.0.0.1:${await listening(server)}/`)).toMatchObject({ error: 'response_invalid' });
  });

  it('to a closed port or a resetting server names what happened', async () => {
    const closed = createTcpServer();
    const port = await listening(closed);
    await stops.pop()?.();
    expect(await bounded(`http://127.0.0.1:${port}/`)).toMatchObject({ error: 'connection_refused' });
    const resetting = createTcpServer((socket) => socket.resetAndDestroy());
    expect(await bounded(`http://127.0.0.1:${await listening(resetting)}/`)).toMatchObject({ error: 'connection_reset' });
  });

  it('is ended by the stop signal', async () => {
    const { url } = await receiver(() => undefined);
    expect(await send(url, { timeoutMs: 60_000 }, AbortSignal.timeout(50))).toMatchObject({ error: 'stopped' });
  });
});

describe('a name', () => {
  it('that never resolves ends at the deadline', async () => {
    expect(await bounded('https://hooks.example.com/', { ...SHORT, resolve: () => new Promise(() => undefined) })).toMatchObject({ error: 'timeout' });
  });

  it('that leads inside is not connected to', async () => {
    const { received, url } = await receiver();
    const inside = { allowLoopback: false, resolve: async () => ['127.0.0.1'] };
    expect(await send(`https://hooks.example.com:${new URL(url).port}/`, inside)).toMatchObject({ error: 'webhook_address_forbidden' });
    expect(received).toHaveLength(0);
  });

  it('is looked up once per request, whatever it would answer the second time', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    let asked = 0;
    const certificate = selfSignedCertificate('hooks.example.com');
    const addresses: (string | undefined)[] = [];
    const server = createTlsServer(certificate, (request, response) => {
      addresses.push(request.socket.localAddress);
      response.end();
    });
    const port = await listening(server);
    const outcome = await send(`https://hooks.example.com:${port}/`, { ca: certificate.cert, resolve: async () => answers[asked++] ?? []  });
    expect(outcome).toMatchObject({ status: 200 });
    expect(asked).toBe(1);
    expect(addresses).toEqual(['127.0.0.1']);
  });

  it('with a dead address among its addresses is reached at the next', async () => {
    const certificate = selfSignedCertificate('hooks.example.com');
    const port = await listening(createTlsServer(certificate, (_, response) => response.end()));
    const resolve = async () => ['127.0.0.3', '127.0.0.1'];
    expect(await send(`https://hooks.example.com:${port}/`, { ca: certificate.cert, resolve })).toMatchObject({ status: 200 });
  });
});

describe('a certificate', () => {
  const resolve = async () => ['127.0.0.1'];

  it('that nobody vouches for is refused, and nothing is sent', async () => {
    const { key, cert } = selfSignedCertificate('hooks.example.com');
    let requests = 0;
    const port = await listening(createTlsServer({ key, cert }, (_, response) => {
      requests += 1;
      response.end();
    }));
    expect(await send(`https://hooks.example.com:${port}/`, { resolve })).toMatchObject({ error: 'tls_error' });
    expect(requests).toBe(0);
  });

  it('of another name is refused', async () => {
    const { key, cert } = selfSignedCertificate('other.example.com');
    const port = await listening(createTlsServer({ key, cert }, (_, response) => response.end()));
    expect(await send(`https://hooks.example.com:${port}/`, { ca: cert, resolve })).toMatchObject({ error: 'tls_error' });
  });

  it('missing, because the server speaks plain HTTP, is refused', async () => {
    const { url } = await receiver();
    expect(await send(url.replace('http:', 'https:'))).toMatchObject({ error: 'tls_error' });
  });
});

describe('the environment', () => {
  const variables = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'NODE_TLS_REJECT_UNAUTHORIZED'];
  afterEach(() => {
    for (const name of variables) Reflect.deleteProperty(process.env, name);
  });

  it('may name a proxy, which gets nothing', async () => {
    const [proxy, target] = [await receiver(), await receiver()];
    for (const name of variables.slice(0, 4)) process.env[name] = proxy.url;
    expect(await send(target.url)).toMatchObject({ status: 204 });
    expect([proxy.received.length, target.received.length]).toEqual([0, 1]);
  });

  it('may switch the checking of certificates off, and they are checked', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    const { key, cert } = selfSignedCertificate('hooks.example.com');
    const port = await listening(createTlsServer({ key, cert }, (_, response) => response.end()));
    const resolve = async () => ['127.0.0.1'];
    expect(await send(`https://hooks.example.com:${port}/`, { resolve })).toMatchObject({ error: 'tls_error' });
  });
});
