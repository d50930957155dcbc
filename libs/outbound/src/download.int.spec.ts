import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { selfSignedCertificate } from '@faxwire/testing';
import { download, type Download, type DownloadOptions } from './download.ts';

const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  })));
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const serving = async (listener: RequestListener): Promise<string> => `http://127.0.0.1:${await listening(createServer(listener))}`;

const get = (url: string, options: Partial<DownloadOptions> = {}) =>
  download(url, { maxBytes: 1_000, timeoutMs: 10_000, rules: { allowLoopback: true }, ...options });

async function got(url: string, options: Partial<DownloadOptions> = {}): Promise<Download> {
  const answer = await get(url, options);
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

describe('a download', () => {
  it('is a stream with the type and name of the file', async () => {
    const url = await serving((_, response) => response.writeHead(200, { 'content-type': 'Application/PDF; x=y' }).end('%PDF'));
    const { body, ...file } = await got(`${url}/letters/one.pdf?a=b`);
    expect(file).toEqual({ ok: true, contentType: 'application/pdf', fileName: 'one.pdf', bytes: undefined });
    expect((await buffer(body)).toString()).toBe('%PDF');
  });

  it('of exactly the limit is taken, and of one byte more is not, announced or not', async () => {
    const url = await serving(({ url: path = '' }, response) => {
      const bytes = Buffer.alloc(Number(path.split('/')[2]));
      response.writeHead(200, path.startsWith('/said') ? { 'content-length': bytes.length } : { 'transfer-encoding': 'chunked' }).end(bytes);
    });
    for (const way of ['said', 'unsaid']) expect(await buffer((await got(`${url}/${way}/1000`)).body)).toHaveLength(1_000);
    expect(await get(`${url}/said/1001`)).toMatchObject({ ok: false, code: 'too_large' });
    await expect(buffer((await got(`${url}/unsaid/1001`)).body)).rejects.toMatchObject({ name: 'DownloadBroken', code: 'too_large' });
  });

  it('that is redirected is refused, and nobody follows', async () => {
    let followed = 0;
    const inner = await serving((_, response) => {
      followed += 1;
      response.end('secret');
    });
    const url = await serving((request, response) => response.writeHead(Number(request.url?.slice(1)), { location: inner }).end());
    for (const status of [301, 302, 303, 307, 308]) expect(await get(`${url}/${status}`)).toMatchObject({ ok: false, code: 'redirected' });
    expect(followed).toBe(0);
  });

  it('that is no file is refused with the status', async () => {
    const url = await serving((_, response) => response.writeHead(404).end('nothing'));
    expect(await get(url)).toEqual({ ok: false, code: 'not_answered_with_a_file', reason: 'The server answered with the status 404.' });
  });

  it('that was compressed without being asked for is refused: its size would say nothing', async () => {
    const url = await serving((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('bomb'));
    expect(await get(url)).toMatchObject({ ok: false, code: 'not_answered_with_a_file' });
  });

  it('that never begins, or drips, ends at the deadline', async () => {
    const silent = await serving(() => undefined);
    expect(await get(silent, { timeoutMs: 200 })).toMatchObject({ ok: false, code: 'timeout' });
    const dripping = await serving((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    await expect(buffer((await got(dripping, { timeoutMs: 400 })).body)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('is ended by its signal', async () => {
    const url = await serving((_, response) => void response.writeHead(200).write('.'));
    const stop = new AbortController();
    const { body } = await got(url, { signal: stop.signal });
    stop.abort();
    await expect(buffer(body)).rejects.toMatchObject({ code: 'stopped' });
  });

  it('that breaks off is not taken for a whole file', async () => {
    const url = await serving((_, response) => response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy()));
    await expect(buffer((await got(url)).body)).rejects.toMatchObject({ code: 'connection_reset' });
  });

  it('from inside is refused before anything is connected to', async () => {
    let requests = 0;
    const url = await serving((_, response) => {
      requests += 1;
      response.end();
    });
    expect(await get(url.replace('http:', 'https:'), { rules: { allowLoopback: false } })).toMatchObject({ ok: false, code: 'webhook_address_forbidden' });
    const lying = { rules: { allowLoopback: false }, resolve: async () => ['127.0.0.1'] };
    expect(await get(`https://files.example.com:${new URL(url).port}/`, lying)).toMatchObject({ ok: false, code: 'webhook_address_forbidden' });
    expect(requests).toBe(0);
  });

  it('connects to the address that was checked, whatever the name answers the second time', async () => {
    const certificate = selfSignedCertificate('files.example.com');
    const reached: (string | undefined)[] = [];
    const port = await listening(createTlsServer(certificate, (request, response) => {
      reached.push(request.socket.localAddress);
      response.end('x');
    }));
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    let asked = 0;
    const { body } = await got(`https://files.example.com:${port}/`, { ca: certificate.cert, resolve: async () => answers[asked++] ?? [] });
    await buffer(body);
    expect([asked, reached]).toEqual([1, ['127.0.0.1']]);
    expect(await get(`https://files.example.com:${port}/`, { resolve: async () => ['127.0.0.1'] })).toMatchObject({ ok: false, code: 'tls_error' });
  });

  it('that nobody reads holds nothing once it is destroyed', async () => {
    let closed: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const url = await serving((_, response) => void response.on('close', closed).writeHead(200).write('.'));
    (await got(url)).body.destroy();
    await gone;
  });
});
