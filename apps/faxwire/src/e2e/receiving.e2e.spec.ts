import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttemptListBody, FaxBody, TraceBody } from '@faxwire/contracts';
import { DocumentRenderer, readFaxPages } from '@faxwire/documents';
import type { PlacedCall } from '@faxwire/sandbox-app';
import { NumberBook } from '@faxwire/tenancy';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { openHouse, type House } from '../house.ts';
import { configurationFor } from './prepared-folder.ts';
import { textOfPages } from './text-document.ts';
import { until } from './until.ts';
import { WebhookSink } from './webhook-sink.ts';

const NUMBER = '+19995550200';
const PAGES = 3;
const TRIES = 3;
/** A call of three pages takes some eight seconds at the speed of the sandbox. */
const CALL_MS = 90_000;
const TEST_MS = 120_000;

let database: TemporaryDatabase;
let dataDir: string;
let house: House;
let sink: WebhookSink;
let tenantId: string;
let key: string;
let strangersKey: string;

beforeAll(async () => {
  database = await temporaryDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'faxwire-receiving-'));
  const configuration = configurationFor(dataDir, database.url);
  house = await openHouse({ ...configuration, webhooks: { ...configuration.webhooks, allowLoopback: 'always' } });
  const { tenants, apiKeys, database: { dataSource } } = house.base;
  ({ id: tenantId } = await tenants.createTenant({ name: 'Receiver' }));
  ({ key } = await apiKeys.createKey(tenantId, 'test', 'test'));
  ({ key: strangersKey } = await apiKeys.createKey((await tenants.createTenant({ name: 'Stranger' })).id, 'test', 'test'));
  await new NumberBook(dataSource).add(tenantId, NUMBER);
  sink = await WebhookSink.open();
  await ask('/fax/webhook/endpoints', { method: 'POST', body: JSON.stringify({ url: sink.url, events: ['FaxIncoming', 'PageReceived', 'FaxArrived', 'FaxIncomingFailed'] }), headers: { 'content-type': 'application/json' } });
}, TEST_MS);
afterAll(async () => {
  await house.close(0);
  await sink.close();
  await rm(dataDir, { recursive: true, force: true });
  await database.drop();
}, TEST_MS);

const ask = (path: string, { headers = {}, as = key, ...init }: RequestInit & { as?: string; headers?: Record<string, string> } = {}): Promise<Response> =>
  fetch(`${house.baseUrl}${path}`, { ...init, headers: { authorization: `Bearer ${as}`, ...headers } });

async function callIn(to: string, more: Readonly<Record<string, string>> = {}): Promise<PlacedCall> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ to, ...more })) form.set(name, value);
  form.set('document', new Blob([textOfPages(PAGES)]), 'letter.txt');
  const response = await fetch(`${house.baseUrl}/sandbox/call`, { method: 'POST', body: form });
  expect(response.status).toBe(202);
  return (await response.json()) as PlacedCall;
}

const ended = (id: string): Promise<PlacedCall> => until('end of the call', async () => {
  const call = (await (await fetch(`${house.baseUrl}/sandbox/calls/${id}`)).json()) as PlacedCall;
  return call.state !== 'calling' && call;
}, CALL_MS);

/** At twenty times the speed of life a machine with other work falls out of step now and then: such a call is made again. */
async function callUntil(fits: (call: PlacedCall) => boolean, more: Readonly<Record<string, string>> = {}): Promise<PlacedCall> {
  for (let turn = 1; ; turn += 1) {
    const call = await ended((await callIn(NUMBER, more)).id);
    if (fits(call)) return call;
    if (turn === TRIES) throw new Error(`after ${TRIES} calls: ${JSON.stringify(call)}`);
  }
}

const webhook = (faxId: string, type: string) => until(`webhook ${type}`, async () => sink.delivered.find((each) => each.faxId === faxId && each.type === type), CALL_MS);

/** What the caller sent, and what the house gives out, page by page. */
async function pagesSent(): Promise<string[]> {
  const [inputPath, outputPath] = [join(dataDir, 'sent.txt'), join(dataDir, 'sent.tif')];
  await writeFile(inputPath, textOfPages(PAGES));
  const renderer = new DocumentRenderer();
  try {
    await renderer.render({ inputPath, outputPath });
    return (await readFaxPages(outputPath)).map(({ sha256 }) => sha256);
  } finally {
    await renderer.close();
  }
}

async function pagesGot(faxId: string): Promise<string[]> {
  const response = await ask(`/fax/${faxId}/document`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/tiff']);
  const path = join(dataDir, `${faxId}.tif`);
  await writeFile(path, Buffer.from(await response.arrayBuffer()));
  return (await readFaxPages(path)).map(({ sha256 }) => sha256);
}

describe('a call to a number of a tenant', () => {
  it('is a fax that arrives, is told of, and is what was sent, page by page', async () => {
    const { faxId } = await callUntil(({ state }) => state === 'sent');
    const { body } = await webhook(faxId, 'FaxArrived');
    expect(JSON.parse(body)).toMatchObject({ data: { tenantId, faxId, faxStatus: 'FaxArrived', direction: 'inbound', calledNumber: NUMBER, pageCount: PAGES } });
    const fax = (await (await ask(`/fax/${faxId}`)).json()) as FaxBody;
    expect(fax).toMatchObject({ direction: 'inbound', faxStatus: 'FaxArrived', phoneNumber: '+19995550000', calledNumber: NUMBER, pageCount: PAGES, pagesConfirmed: PAGES, reception: { ecm: true, bitRate: 14_400 } });
    expect(fax.reception?.remoteStationId?.replaceAll(' ', '')).toBe('+19995550000');
    expect(await pagesGot(faxId)).toEqual(await pagesSent());
    const pdf = await ask(`/fax/${faxId}/document?format=pdf`);
    expect([pdf.headers.get('content-type'), (await pdf.text()).slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
    expect(sink.delivered.filter((each) => each.faxId === faxId && each.type === 'PageReceived')).toHaveLength(PAGES);
    await showsItsTrace(faxId, fax.reception?.attemptId ?? '');
    await outsiders(faxId);
    await searches(faxId);
  }, TEST_MS);

  it('by a machine that refuses T.38 is a fax in audio, page by page the same', async () => {
    const { faxId } = await callUntil(({ state }) => state === 'sent', { t38: 'false' });
    await webhook(faxId, 'FaxArrived');
    expect(await pagesGot(faxId)).toEqual(await pagesSent());
    const pages = sink.delivered.filter((each) => each.faxId === faxId && each.type === 'PageReceived');
    expect(pages.map(({ body }) => (JSON.parse(body) as { data: { transport?: string } }).data.transport)).toEqual(Array(PAGES).fill('g711'));
    const fax = (await (await ask(`/fax/${faxId}`)).json()) as FaxBody;
    expect(fax.reception?.transport).toBe('g711');
    const path = `/fax/${faxId}/attempts/${fax.reception?.attemptId}/trace`;
    const { entries } = (await (await ask(path)).json()) as TraceBody;
    expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(['DIS', 'DCS', 'MCF']));
    expect((await ask(`/fax/${faxId}/document`, { method: 'DELETE' })).status).toBe(200);
    expect((await ask(path)).status).toBe(410);
  }, TEST_MS);

  it('that breaks off after page 2 keeps two pages', async () => {
    const { faxId } = await callUntil(({ pages }) => pages === 2, { hangUpAfterPage: '2' });
    const { body } = await webhook(faxId, 'FaxIncomingFailed');
    expect(JSON.parse(body)).toMatchObject({ data: { faxStatus: 'FaxIncomingFailed', cause: 'dropped_mid_page', pageCount: 2 } });
    expect(await pagesGot(faxId)).toEqual((await pagesSent()).slice(0, 2));
    for (const [method, path] of [['PUT', 'hold'], ['PUT', 'retry'], ['PUT', 'revive'], ['DELETE', '']] as const) {
      const refused = await ask(`/fax/${faxId}${path && `/${path}`}`, { method });
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([409, 'fax_is_inbound']);
    }
  }, TEST_MS);

  it('that nobody has is refused with 404, and makes no fax', async () => {
    const { id, faxId } = await callIn('+19995550299');
    expect(await ended(id)).toMatchObject({ state: 'failed', sipStatus: 404, pages: 0 });
    expect((await ask(`/fax/${faxId}`)).status).toBe(404);
  }, TEST_MS);

  it('is refused with 486 where the tenant is suspended or has used up its quota', async () => {
    const { tenants } = house.base;
    for (const patch of [{ suspended: true }, { suspended: false, quotas: { ...(await tenants.record(tenantId))!.quotas, faxesPerMonth: 1 } }] as const) {
      await tenants.change(tenantId, patch);
      expect(await ended((await callIn(NUMBER)).id)).toMatchObject({ state: 'failed', sipStatus: 486 });
    }
    await tenants.change(tenantId, { quotas: { ...(await tenants.record(tenantId))!.quotas, faxesPerMonth: null } });
  }, TEST_MS);
});

/** Found by what the fax itself says, or by its list of attempts. */
async function showsItsTrace(faxId: string, attemptId: string): Promise<void> {
  const { attempts } = (await (await ask(`/fax/${faxId}/attempts`)).json()) as AttemptListBody;
  expect(attempts).toMatchObject([{ attemptId, status: 'arrived', mode: 'T38', pagesConfirmed: PAGES, callerNumber: '+19995550000' }]);
  const path = `/fax/${faxId}/attempts/${attemptId}/trace`;
  const trace = (await (await ask(path)).json()) as TraceBody;
  const names = (direction: string, kind: string) => trace.entries.filter((entry) => entry.direction === direction && entry.kind === kind).map(({ name }) => name);
  expect(names('received', 'sip')[0]).toMatch(/^INVITE sip:\+19995550200@/);
  expect(names('sent', 'sip')).toContain('SIP/2.0 200 OK');
  expect(names('sent', 'frame')).toEqual(expect.arrayContaining(['DIS', 'CFR', 'MCF']));
  expect(names('received', 'frame')).toEqual(expect.arrayContaining(['DCS', 'PPS-EOP', 'DCN']));
  expect(trace.datagrams).toBeGreaterThan(100);
  expect(await (await ask(`${path}?format=text`)).text()).toContain(`< INVITE sip:${NUMBER}@`);
  const pcap = Buffer.from(await (await ask(`${path}?format=pcap`)).arrayBuffer());
  expect(pcap.readUInt32LE(0)).toBe(0xa1b2c3d4);
  expect((await ask(path, { as: strangersKey })).status).toBe(404);
}

/** Row-level security and all: another tenant is told nothing. */
async function outsiders(faxId: string): Promise<void> {
  for (const path of ['', '/document', '/pages.pdf']) expect((await ask(`/fax/${faxId}${path}`, { as: strangersKey })).status).toBe(404);
}

async function searches(faxId: string): Promise<void> {
  const found = async (direction: string): Promise<string[]> => {
    const response = await ask('/fax/search', { method: 'POST', body: JSON.stringify({ faxSentDate: '2026-01-01', direction }), headers: { 'content-type': 'application/json' } });
    return ((await response.json()) as { faxes: { faxId: string }[] }).faxes.map((fax) => fax.faxId);
  };
  expect([await found('inbound'), await found('outbound')]).toEqual([expect.arrayContaining([faxId]), []]);
}
