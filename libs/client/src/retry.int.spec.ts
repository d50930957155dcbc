import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FaxwireClient } from './faxwire-client.ts';
import { FaxwireError } from './faxwire-error.ts';

type Step = (...to: Parameters<RequestListener>) => void;

/** A server that answers in a script's order, and a client of it that notes its waits instead of waiting. */
async function scripted(...steps: readonly Step[]) {
  const keys: (string | undefined)[] = [];
  const waits: number[] = [];
  const server = createServer((request, response) => {
    keys.push([request.headers['idempotency-key']].flat()[0]);
    steps[Math.min(keys.length, steps.length) - 1]?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const wait = async (delayMs: number) => void waits.push(delayMs);
  return { client: new FaxwireClient({ baseUrl, apiKey: 'key', retry: { random: () => 0, wait } }), keys, waits, close: () => server.close() };
}

const answer = (status: number, body: object, headers: Record<string, string> = {}): Step => (request, response) => {
  request.resume().on('end', () => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body)));
};
const problem = (code: string, status: number, retriable: boolean, headers = {}) =>
  answer(status, { type: `urn:faxwire:problem:${code}`, title: code, status, detail: `It is ${code}.`, code, retriable, requestId: 'r1' }, headers);
const hangUp: Step = (request) => request.socket.destroy();
const busy = problem('service_unavailable', 503, true);
const fault = problem('internal_error', 500, true);
const fax = answer(200, { faxId: 'f' });

const document = new Blob(['x']);
const send = (client: FaxwireClient) => client.sendFax({ phoneNumber: '+19995550100', document });

describe('a request that can succeed later', () => {
  it('is made again, waiting longer each time', async () => {
    const { client, waits, close } = await scripted(busy, hangUp, fault, fax);
    expect(await client.getFax('f')).toEqual({ faxId: 'f' });
    expect(waits).toEqual([125, 250, 500]);
    close();
  });

  it('waits as long as the server asks', async () => {
    const { client, waits, close } = await scripted(problem('service_unavailable', 503, true, { 'retry-after': '7' }), fax);
    await client.getFax('f');
    expect(waits).toEqual([7_000]);
    close();
  });

  it('is given back where the server asks for longer than anybody waits', async () => {
    const { client, waits, close } = await scripted(problem('service_unavailable', 503, true, { 'retry-after': '3600' }));
    await expect(client.getFax('f')).rejects.toMatchObject({ code: 'service_unavailable', retryAfterMs: 3_600_000 });
    expect(waits).toEqual([]);
    close();
  });

  it('is given up after four tries', async () => {
    const { client, keys, close } = await scripted(busy);
    await expect(client.getFax('f')).rejects.toThrow(FaxwireError);
    expect(keys).toHaveLength(4);
    close();
  });

  it('creates one fax: every try has the same key, and every fax another', async () => {
    const { client, keys, close } = await scripted(hangUp, fault, fax);
    await send(client);
    await send(client);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[3]).not.toBe(keys[0]);
    close();
  });
});

describe('a request that may have been done', () => {
  it('is not made again where it changes something: its second answer would be another', async () => {
    const { client, keys, close } = await scripted(hangUp, fax);
    await expect(client.holdFax('f')).rejects.toMatchObject({ message: 'fetch failed' });
    expect(keys).toHaveLength(1);
    close();
  });

  it('is made again where it was refused before anything happened', async () => {
    const { client, keys, close } = await scripted(busy, fax);
    await client.holdFax('f');
    expect(keys).toHaveLength(2);
    close();
  });
});

describe('a refusal', () => {
  it('is an error with its code, and is not tried again', async () => {
    const { client, keys, close } = await scripted(problem('fax_hold_not_allowed', 409, false));
    await expect(client.holdFax('f')).rejects.toMatchObject({ name: 'FaxwireError', status: 409, code: 'fax_hold_not_allowed', requestId: 'r1', retriable: false });
    expect(keys).toHaveLength(1);
    close();
  });

  it('is an error where somebody else answers', async () => {
    const { client, close } = await scripted((_request, response) => void response.writeHead(404, { 'content-type': 'text/html' }).end('<html>'));
    await expect(client.getFax('f')).rejects.toMatchObject({ status: 404, code: 'unknown', problem: undefined });
    close();
  });

  it('keeps the credential where it is: a redirect is not followed', async () => {
    const { client, close } = await scripted((_request, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    await expect(client.getFax('f')).rejects.toThrow();
    close();
  });
});

describe('events', () => {
  const line = (sequence: number) => `id: ${sequence}\nevent: PageSent\ndata: ${JSON.stringify({ sequence, type: 'PageSent' })}\n\n`;
  const stream = (...parts: readonly string[]): Step => (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(parts.join(''));
  };
  const broken: Step = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(line(2).slice(0, 9), () => response.destroy());
  };

  it('go on where they broke off, and end where nothing more happens', async () => {
    const asked: (string | undefined)[] = [];
    const noted = (step: Step): Step => (request, response) => {
      asked.push([request.headers['last-event-id']].flat()[0]);
      step(request, response);
    };
    const end: Step = (_request, response) => void response.writeHead(204).end();
    const { client, close } = await scripted(...[stream(line(1)), broken, busy, stream(line(2), line(3)), end].map(noted));
    const seen: number[] = [];
    for await (const { sequence } of client.events('f')) seen.push(sequence);
    expect(seen).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, '1', '1', '1', '3']);
    close();
  });

  it('end with the refusal where there is no such fax', async () => {
    const { client, keys, close } = await scripted(problem('fax_not_found', 404, false));
    await expect(client.events('f').next()).rejects.toMatchObject({ code: 'fax_not_found' });
    expect(keys).toHaveLength(1);
    close();
  });
});
