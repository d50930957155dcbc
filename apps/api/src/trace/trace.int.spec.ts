import { gzipSync } from 'node:zlib';
import { type CallTrace, CreatedApiKeyBody, FaxBody, Problem, TraceBody } from '@faxwire/contracts';
import { FULL_SETTINGS, openAttempt, type FaxState } from '@faxwire/fax';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';
import { renderedPages } from '../document/rendered-pages.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const between = { local: { address: '192.0.2.1', port: 5060 }, remote: { address: '192.0.2.2', port: 5060 } };
const trace: CallTrace = {
  version: 1, startedAt: Date.UTC(2026, 10, 21), timeFactor: 1, truncated: false, signals: [], datagrams: [],
  sip: [{ atMs: 1, direction: 'received', ...between, octets: Buffer.from('SIP/2.0 486 Busy Here\r\n\r\n').toString('base64') }],
  frames: [{ atMs: 2, direction: 'sent', octets: Buffer.from([0xff, 0xc8, 0x5f]).toString('base64'), intact: true }],
};

async function execute(faxId: string, command: Parameters<ApiBench['faxLog']['execute']>[1]): Promise<FaxState> {
  const outcome = await bench.faxLog.execute(faxId, command);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.state;
}

/** A fax with one attempt under way; `end` ends both. */
async function attempted(): Promise<{ faxId: string; path: string; sha256: string; keep: () => Promise<void>; end: () => Promise<void> }> {
  const body = form({ phoneNumber: '+19995550100', document: page() });
  const { faxId } = FaxBody.parse(await (await bench.fetch('/fax', { method: 'POST', body })).json());
  await execute(faxId, { type: 'RecordRendering', pages: await renderedPages(bench.store, bench.tenant.id, 1) });
  const begun = await execute(faxId, { type: 'InitiateAttempt', number: 1, trunk: 'sandbox', callerNumber: '+19995550000', fromPage: 0, settings: FULL_SETTINGS });
  const { attemptId, token } = openAttempt(begun)!;
  const { sha256, bytes } = await bench.store.put(bench.tenant.id, gzipSync(JSON.stringify({ ...trace, startedAt: trace.startedAt + Math.floor(Math.random() * 1e6) })));
  return {
    faxId, sha256, path: `/fax/${faxId}/attempts/${attemptId}/trace`,
    keep: async () => void (await execute(faxId, { type: 'RecordTrace', attemptId, token, trace: { sha256, bytes } })),
    end: async () => {
      await execute(faxId, { type: 'RecordAttemptFailure', attemptId, token, failure: { cause: 'busy', detail: 'SIP 486' }, jitter: 0 });
      await execute(faxId, { type: 'CloseAsFailed', cause: 'busy' });
    },
  };
}

async function refused(response: Response, status: number, code: string): Promise<void> {
  expect([response.status, Problem.parse(await response.json()).code]).toEqual([status, code]);
}

describe('the trace of an attempt', () => {
  it('is shown as JSON, as text and as a capture', async () => {
    const { path, keep, faxId } = await attempted();
    await keep();
    const body = TraceBody.parse(await (await bench.fetch(path)).json());
    expect(body).toMatchObject({ faxId, truncated: false, datagrams: 0 });
    expect(body.entries.map(({ kind, name }) => [kind, name])).toEqual([['sip', 'SIP/2.0 486 Busy Here'], ['frame', 'DCN']]);
    const text = await bench.fetch(`${path}?format=text`);
    expect([text.headers.get('content-type'), (await text.text()).split('\n').slice(3, 5)]).toEqual(['text/plain; charset=utf-8', ['    0.001 < SIP/2.0 486 Busy Here', '    0.002 > DCN  ff c8 5f']]);
    const pcap = await bench.fetch(`${path}?format=pcap`);
    expect(pcap.headers.get('content-disposition')).toContain('.pcap');
    expect(Buffer.from(await pcap.arrayBuffer()).readUInt32LE(0)).toBe(0xa1b2c3d4);
    await refused(await bench.fetch(`${path}?format=html`), 400, 'invalid_parameter');
  });

  it('is not there before the call has ended, nor for an attempt that never was', async () => {
    const { path } = await attempted();
    await refused(await bench.fetch(path), 404, 'trace_not_found');
    await refused(await bench.fetch(path.replace('_1/', '_2/')), 404, 'attempt_not_found');
  });

  it('is nobody else\'s', async () => {
    const { path, keep } = await attempted();
    await keep();
    await refused(await bench.fetch(path, { key: await bench.keyOf(await bench.otherTenant()) }), 404, 'fax_not_found');
  });

  it('shows its datagrams, which are the pages, to those alone who may read documents', async () => {
    const { path, keep } = await attempted();
    await keep();
    const made = await bench.fetch('/keys', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ scopes: ['fax:read'] }) });
    const { key } = CreatedApiKeyBody.parse(await made.json());
    expect((await bench.fetch(path, { key })).status).toBe(200);
    await refused(await bench.fetch(`${path}?format=pcap`, { key }), 403, 'scope_missing');
  });

  it('is erased with the document, its bytes too', async () => {
    const { faxId, path, sha256, keep, end } = await attempted();
    await keep();
    await end();
    expect(await bench.store.has({ tenantId: bench.tenant.id, sha256 })).toBe(true);
    expect((await bench.fetch(`/fax/${faxId}/document`, { method: 'DELETE' })).status).toBe(200);
    await refused(await bench.fetch(path), 410, 'document_erased');
    expect(await bench.store.has({ tenantId: bench.tenant.id, sha256 })).toBe(false);
  });
});
