import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { FaxBody, Problem } from '@faxwire/contracts';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';

const NUMBER = '+19995550100';
const NOW = Date.UTC(2026, 5, 1, 12);
const HOUR = 3_600_000;

let bench: ApiBench;
let now = NOW;
beforeAll(async () => {
  bench = await openBench({ config: { maxDocumentBytes: 200_000 }, parts: () => ({ now: () => now }) });
});
afterAll(() => bench.close());
afterEach(async () => {
  now = NOW;
  expect(await bench.leftovers()).toEqual([]);
});

type Parts = Readonly<Record<string, string | Blob>>;

const send = (parts: Parts | FormData, headers: Record<string, string> = {}): Promise<Response> =>
  bench.fetch('/fax', { method: 'POST', headers, body: parts instanceof FormData ? parts : form({ phoneNumber: NUMBER, document: page(), ...parts }) });

const sendJson = (body: object, headers: Record<string, string> = {}): Promise<Response> =>
  bench.fetch('/fax', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

async function accepted(response: Response): Promise<FaxBody> {
  const body: unknown = await response.json();
  expect([response.status, body]).toEqual([202, expect.objectContaining({ faxStatus: 'FaxReceived' })]);
  return FaxBody.parse(body);
}

async function refused(response: Response, status: number, code: string): Promise<Problem> {
  const problem = Problem.parse(await response.json());
  expect([response.status, problem.code]).toEqual([status, code]);
  return problem;
}

const iso = (at: number): string => new Date(at).toISOString();

describe('what a sender may ask for', () => {
  it('is kept, shown, and in the log', async () => {
    const coverPage = { template: 'confidential', to: 'Dr. Miller', subject: 'Lab results', message: 'As discussed.\nRegards' };
    const fax = await accepted(await send({
      senderNumber: '+1 999 555 0142', stationId: '+1 999 555', headerText: 'Clinic', sendAt: iso(NOW + HOUR), expiresAt: '2026-06-01T16:00:00+02:00', priority: 'high',
      maxAttempts: '2', pageSize: 'Letter', coverPage: JSON.stringify(coverPage), batchId: 'spring',
    }));
    const asked = {
      senderNumber: '+19995550142', stationId: '+1 999 555', headerText: 'Clinic', sendAt: iso(NOW + HOUR), expiresAt: iso(NOW + 2 * HOUR), priority: 'high', maxAttempts: 2,
      pageSize: 'Letter', coverPage, batchId: 'spring', documentCount: 1,
    };
    expect(fax).toMatchObject(asked);
    expect(FaxBody.parse(await (await bench.fetch(`/fax/${fax.faxId}`)).json())).toEqual(fax);
    const { documentCount: _, ...wishes } = asked;
    expect(await bench.faxLog.load(fax.faxId)).toMatchObject({ ...wishes, sendAt: NOW + HOUR, expiresAt: NOW + 2 * HOUR });
  });

  it('is the tenant\'s default where nothing is said', async () => {
    const other = await bench.otherTenant();
    const key = await bench.keyOf(other);
    const settings = { stationId: '+1 999', headerText: 'Other', senderNumber: NUMBER };
    await bench.database.pool.query('UPDATE tenant SET settings = $2 WHERE id = $1', [other.id, JSON.stringify(settings)]);
    const sent = async (parts: Parts) => accepted(await bench.fetch('/fax', { method: 'POST', key, body: form({ phoneNumber: NUMBER, document: page(), ...parts }) }));
    expect(await sent({})).toMatchObject(settings);
    expect(await sent({ headerText: 'Mine' })).toMatchObject({ ...settings, headerText: 'Mine' });
  });

  it('has times that lie ahead', async () => {
    await refused(await send({ sendAt: iso(NOW + 31 * 24 * HOUR) }), 422, 'invalid_send_time');
    await refused(await send({ expiresAt: iso(NOW) }), 422, 'invalid_send_time');
    await refused(await send({ sendAt: iso(NOW + 2 * HOUR), expiresAt: iso(NOW + HOUR) }), 422, 'invalid_send_time');
    await accepted(await send({ sendAt: iso(NOW - HOUR) }));
  });

  it('is part of what an Idempotency-Key stands for, and is not judged anew when it is repeated', async () => {
    const headers = { 'idempotency-key': 'wishes' };
    const wishes = { sendAt: iso(NOW + HOUR), expiresAt: iso(NOW + 2 * HOUR), coverPage: '{"to":"A","subject":"B"}' };
    const first = await accepted(await send(wishes, headers));
    now = NOW + 24 * HOUR;
    const again = await send({ ...wishes, coverPage: '{"subject":"B","to":"A"}' }, headers);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await accepted(again)).toEqual(first);
    for (const changed of [{ ...wishes, priority: 'high' }, { ...wishes, coverPage: '{"to":"A"}' }, {}]) await refused(await send(changed, headers), 409, 'idempotency_key_reused');
  });
});

describe('several documents', () => {
  it('are one fax, in their order', async () => {
    const parts = form({ phoneNumber: NUMBER });
    for (const name of ['one', 'two', 'three']) parts.append('document', new File([`text ${name}`], `${name}.txt`));
    const fax = await accepted(await send(parts));
    expect(fax.documentCount).toBe(3);
    const { document, attachments = [] } = await bench.faxLog.load(fax.faxId);
    expect([document, ...attachments].map((each) => each?.fileName)).toEqual(['one.txt', 'two.txt', 'three.txt']);
    for (const { sha256 } of attachments) expect(await bench.store.has({ tenantId: bench.tenant.id, sha256 })).toBe(true);
  });

  it('are together no larger than one may be, and all of them can be faxed', async () => {
    const two = (second: Blob) => {
      const parts = form({ phoneNumber: NUMBER, document: new Blob(['x'.repeat(120_000)]) });
      parts.append('document', second);
      return parts;
    };
    await refused(await send(two(new Blob(['x'.repeat(120_000)]))), 413, 'document_too_large');
    await refused(await send(two(new Blob([new Uint8Array([0, 1, 2, 3])]))), 422, 'document_unknown_type');
    await accepted(await send(two(page())));
  });

  it('are another request than the same ones in another order', async () => {
    const inOrder = (...texts: string[]) => {
      const parts = form({ phoneNumber: NUMBER });
      for (const text of texts) parts.append('document', new Blob([text]));
      return parts;
    };
    const headers = { 'idempotency-key': 'order' };
    await accepted(await send(inOrder('a', 'b'), headers));
    await refused(await send(inOrder('b', 'a'), headers), 409, 'idempotency_key_reused');
  });
});

describe('a document that lies elsewhere', () => {
  let server: Server;
  let base = '';
  let asked = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked += 1;
      if (request.url === '/letter.txt') response.writeHead(200, { 'content-type': 'text/plain' }).end('Dear Dr. Miller');
      else if (request.url === '/large') response.writeHead(200).end('x'.repeat(300_000));
      else if (request.url === '/elsewhere') response.writeHead(302, { location: '/letter.txt' }).end();
      else response.writeHead(404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  beforeEach(() => void (asked = 0));

  it('is fetched before the fax is accepted', async () => {
    const fax = await accepted(await sendJson({ phoneNumber: NUMBER, documentUrl: `${base}/letter.txt`, metadata: { case: '17' }, maxAttempts: 1 }));
    expect(fax).toMatchObject({ metadata: { case: '17' }, maxAttempts: 1 });
    const { document } = await bench.faxLog.load(fax.faxId);
    expect(document).toMatchObject({ mediaType: 'text/plain', bytes: 15, fileName: 'letter.txt' });
    expect(await bench.store.has({ tenantId: bench.tenant.id, sha256: document?.sha256 ?? '' })).toBe(true);
  });

  it('may be several, and come after those that were uploaded', async () => {
    const parts = form({ phoneNumber: NUMBER, document: new File(['first'], 'first.txt') });
    for (let n = 0; n < 2; n += 1) parts.append('documentUrl', `${base}/letter.txt`);
    const { document, attachments = [] } = await bench.faxLog.load((await accepted(await send(parts))).faxId);
    expect([document, ...attachments].map((each) => each?.fileName)).toEqual(['first.txt', 'letter.txt', 'letter.txt']);
  });

  it('is refused where it is not there, too large, or elsewhere again', async () => {
    const cases: [string, number, string][] = [
      ['/none', 422, 'document_download_failed'], ['/elsewhere', 422, 'document_download_failed'], ['/large', 413, 'document_too_large'],
    ];
    for (const [path, status, code] of cases) await refused(await sendJson({ phoneNumber: NUMBER, documentUrl: base + path }), status, code);
  });

  it('is not asked for where the URL leads inside', async () => {
    for (const documentUrl of ['https://169.254.169.254/latest', 'https://10.0.0.1/a', 'http://example.com/a', 'ftp://example.com/a', 'https://user@example.com/a', 'x']) {
      await refused(await sendJson({ phoneNumber: NUMBER, documentUrl }), 422, 'invalid_document_url');
    }
  });

  it('is not fetched again for a request that is repeated', async () => {
    const headers = { 'idempotency-key': 'by-url' };
    const body = { phoneNumber: NUMBER, documentUrl: `${base}/letter.txt` };
    const first = await accepted(await sendJson(body, headers));
    expect(await accepted(await sendJson(body, headers))).toEqual(first);
    expect(asked).toBe(1);
    await refused(await sendJson({ ...body, documentUrl: `${base}/other.txt` }, headers), 409, 'idempotency_key_reused');
  });

  it('is named by the right fields', async () => {
    expect((await refused(await sendJson({ phoneNumber: NUMBER }), 400, 'missing_field')).errors?.[0]?.field).toBe('document');
    expect((await refused(await sendJson({ phoneNumber: NUMBER, documentUrl: [] }), 400, 'invalid_field')).errors?.[0]?.field).toBe('documentUrl');
    expect((await refused(await sendJson({ phoneNumber: NUMBER, documentUrl: base, document: 'x' }), 400, 'unknown_field')).errors?.[0]?.field).toBe('document');
    await refused(await sendJson({ phoneNumber: NUMBER, documentUrl: Array.from({ length: 11 }, () => base) }), 400, 'invalid_field');
  });
});
