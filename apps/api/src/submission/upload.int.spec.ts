import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { Problem } from '@faxwire/contracts';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';
import { DatabaseGate } from '../database-gate.ts';

const NUMBER = '+19995550100';
const UPLOAD_TIMEOUT_MS = 400;
const outage = { full: false };

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench({
    config: { uploadTimeoutMs: UPLOAD_TIMEOUT_MS },
    parts: ({ documents }) => ({
      documents: {
        inspect: documents.inspect,
        put: (tenantId, source) => (outage.full ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })) : documents.put(tenantId, source)),
      },
    }),
  });
});
afterAll(() => bench.close());

const BOUNDARY = 'b';
const OPENING = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="phoneNumber"\r\n\r\n${NUMBER}\r\n`
  + `--${BOUNDARY}\r\nContent-Disposition: form-data; name="document"; filename="a.txt"\r\n\r\n`;
const CLOSING = `\r\n--${BOUNDARY}--\r\n`;

function upload({ url, key }: ApiBench): ClientRequest {
  return request(`${url}/fax`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 5_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it did not come to that in 5 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const isClean = async (): Promise<boolean> => (await bench.leftovers()).length === 0;

async function problemOf(response: Response): Promise<Problem> {
  return Problem.parse(await response.json());
}

describe('an upload', () => {
  it('whose client goes away in the middle leaves nothing', async () => {
    const before = await bench.faxLog.summaries.count();
    const client = upload(bench);
    client.on('error', () => undefined);
    // More than is held in memory.
    client.write(OPENING + 'x'.repeat(100_000));
    await until(async () => !(await isClean()));
    client.destroy();
    await until(isClean);
    expect(await bench.faxLog.summaries.count()).toBe(before);
  });

  it('that trickles is ended with an answer, and leaves nothing', async () => {
    const client = upload(bench);
    client.on('error', () => undefined);
    client.write(OPENING);
    const trickle = setInterval(() => client.write('x'), 20);
    const [response] = (await once(client, 'response')) as [IncomingMessage];
    clearInterval(trickle);
    expect(response.statusCode).toBe(408);
    response.resume();
    await once(client, 'close');
    await until(isClean);
  });

  it('that announces more than a fax may have is refused before it is read', async () => {
    const { hostname, port } = new URL(bench.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST /fax HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${bench.key}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 99999999999\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    socket.destroy();
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
    expect(String(answer)).toContain('"code":"document_too_large"');
  });

  it('that finds the disk full is answered with 507, is no fax, and leaves nothing', async () => {
    const before = await bench.faxLog.summaries.count();
    outage.full = true;
    const response = await bench.fetch('/fax', { method: 'POST', body: form({ phoneNumber: NUMBER, document: page() }) });
    outage.full = false;
    expect([response.status, (await problemOf(response)).code]).toEqual([507, 'storage_full']);
    expect(await bench.faxLog.summaries.count()).toBe(before);
    await until(isClean);
  });
});

describe('a large upload', () => {
  const MB = 1024 * 1024;
  let roomy: ApiBench;
  beforeAll(async () => {
    roomy = await openBench({ config: { maxDocumentBytes: 300 * MB } });
  });
  afterAll(() => roomy.close());

  async function uploadMegabytes(count: number): Promise<{ status: number | undefined; grownMb: number }> {
    const client = upload(roomy);
    client.write(`${OPENING}%PDF-1.7\n`);
    const start = process.memoryUsage().rss;
    let peak = start;
    for (let n = 0; n < count; n += 1) {
      if (!client.write(Buffer.alloc(MB, 'fax '))) await once(client, 'drain');
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    client.end(CLOSING);
    const [response] = (await once(client, 'response')) as [IncomingMessage];
    response.resume();
    return { status: response.statusCode, grownMb: (Math.max(peak, process.memoryUsage().rss) - start) / MB };
  }

  it('of 40 MB is a fax', async () => {
    expect((await uploadMegabytes(40)).status).toBe(202);
    expect(await roomy.leftovers()).toEqual([]);
  });

  it('is not held in memory', async () => {
    // The client lives in this process too; still half of what holding it would take.
    const { status, grownMb } = await uploadMegabytes(200);
    expect(status).toBe(413);
    expect(grownMb).toBeLessThan(100);
  });
});

describe('without its database the front door', () => {
  it('says that it is not available, when to come again, and nothing about why', async () => {
    const gates: DatabaseGate[] = [];
    const alone = await openBench({
      through: async (url) => {
        const gate = await DatabaseGate.before(url);
        gates.push(gate);
        return gate.url;
      },
    });
    try {
      await withoutDatabase(alone, () => gates.forEach((gate) => gate.shut()));
    } finally {
      await alone.close();
    }
  });
});

async function withoutDatabase(alone: ApiBench, shut: () => void): Promise<void> {
  const send = () => alone.fetch('/fax', { method: 'POST', body: form({ phoneNumber: NUMBER, document: page() }) });
  const { faxId } = (await (await send()).json()) as { faxId: string };
  shut();
  for (const response of [await alone.fetch(`/fax/${faxId}`), await alone.fetch('/fax/webhook/endpoints'), await send()]) {
    const problem = await problemOf(response);
    expect([response.status, problem.code, problem.retriable]).toEqual([503, 'service_unavailable', true]);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.stringify(problem)).not.toMatch(/postgres|ECONN|127\.0\.0\.1/i);
  }
  expect(await alone.leftovers()).toEqual([]);
}
