import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FaxBody, Problem, ProofBody, ProofKeySet, ProofStatement } from '@faxwire/contracts';
import { DocumentRenderer } from '@faxwire/documents';
import { FULL_SETTINGS, type FaxCommand } from '@faxwire/fax';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';
import { renderedPages } from './rendered-pages.ts';

let bench: ApiBench;
let folder: string;
beforeAll(async () => {
  bench = await openBench();
  folder = await mkdtemp(join(tmpdir(), 'faxwire-proof-'));
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

const run = promisify(execFile);

async function received(): Promise<string> {
  const body = form({ phoneNumber: '+19995550100', document: page() });
  return FaxBody.parse(await (await bench.fetch('/fax', { method: 'POST', body })).json()).faxId;
}

async function worker(faxId: string, ...commands: FaxCommand[]): Promise<void> {
  for (const command of commands) expect(await bench.faxLog.execute(faxId, command)).toMatchObject({ ok: true });
}

/** One attempt; the far end says who it is, and confirms so many of two pages. */
async function attempted(confirmed: number, remoteStationId = '+1 999 555 0100'): Promise<string> {
  const faxId = await received();
  const pages = await renderedPages(bench.store, bench.tenant.id, 2);
  await worker(faxId, { type: 'RecordRendering', pages }, { type: 'InitiateAttempt', number: 1, trunk: 'sandbox', callerNumber: '+12025550199', fromPage: 0, settings: FULL_SETTINGS });
  const { attemptId = '', token = 0 } = (await bench.faxLog.load(faxId)).attempts[0] ?? {};
  const claim = { attemptId, token };
  await worker(faxId, { type: 'RecordAnswer', ...claim, sipCallId: 'call' }, { type: 'RecordNegotiation', ...claim, negotiation: { bitRate: 9600, ecm: true, compression: 'MMR', resolution: '204x196', remoteStationId } });
  for (let at = 0; at < confirmed; at += 1) await worker(faxId, { type: 'RecordPage', ...claim, page: { page: at, bitRate: 9600, badRows: 0, bytes: 400 } });
  return faxId;
}

async function sent(remoteStationId?: string): Promise<string> {
  const faxId = await attempted(2, remoteStationId);
  await worker(faxId, { type: 'CloseAsSent' });
  return faxId;
}

async function failed(): Promise<string> {
  const faxId = await attempted(1);
  const { attemptId = '', token = 0 } = (await bench.faxLog.load(faxId)).attempts[0] ?? {};
  await worker(faxId, { type: 'RecordAttemptFailure', attemptId, token, jitter: 0, failure: { cause: 'dropped_mid_page', detail: 'BYE', sipStatus: 200, t30Code: 49 } }, { type: 'CloseAsFailed', cause: 'dropped_mid_page' });
  return faxId;
}

const proofOf = async (faxId: string) => ProofBody.parse(await (await bench.fetch(`/fax/${faxId}/proof.json`)).json());
const statementOf = async (faxId: string) => ProofStatement.parse(JSON.parse(Buffer.from((await proofOf(faxId)).payload, 'base64url').toString()));

describe('the proof of a fax', () => {
  it('says what became of it, with the hash of each page and how each attempt went', async () => {
    const faxId = await sent();
    const state = await bench.faxLog.load(faxId);
    expect(await statementOf(faxId)).toMatchObject({
      version: 1, faxId, tenantId: bench.tenant.id, result: { status: 'FaxSent' }, to: '+19995550100', from: '+12025550199', farEnd: '+1 999 555 0100',
      documents: [{ sha256: state.document?.sha256, mediaType: 'text/plain' }], sequence: state.version,
      pages: { total: 2, confirmed: 2, each: state.pages?.pageSha256.map((sha256, at) => ({ number: at + 1, sha256, confirmed: true })) },
      attempts: [{ number: 1, result: 'sent', mode: 'T38', bitRate: 9600, ecm: true, pagesConfirmed: 2, fromPage: 1 }],
    });
  });

  it('of one that failed says why, and which pages arrived', async () => {
    const statement = await statementOf(await failed());
    expect(statement).toMatchObject({ result: { status: 'FaxFailed', cause: 'dropped_mid_page' }, pages: { total: 2, confirmed: 1 }, attempts: [{ cause: 'dropped_mid_page', sipStatus: 200, t30Code: 49 }] });
    expect(statement.pages.each.map(({ confirmed }) => confirmed)).toEqual([true, false]);
    expect(statement).not.toHaveProperty('sentAt');
  });

  it('is the same each time, and another one after something has happened', async () => {
    const faxId = await sent();
    const first = await proofOf(faxId);
    expect(await proofOf(faxId)).toEqual(first);
    await worker(faxId, { type: 'EraseDocument', reason: 'request' });
    expect((await statementOf(faxId)).documentErasedAt).toBeDefined();
  });

  it('is not made before the end, nor for others', async () => {
    const faxId = await received();
    const key = await bench.keyOf(await bench.otherTenant());
    for (const path of ['proof.json', 'proof.pdf']) {
      const early = await bench.fetch(`/fax/${faxId}/${path}`);
      expect([early.status, Problem.parse(await early.json())]).toMatchObject([409, { code: 'fax_not_finished', faxStatus: 'FaxReceived' }]);
      const foreign = await bench.fetch(`/fax/${faxId}/${path}`, { key });
      expect([foreign.status, Problem.parse(await foreign.json()).code]).toEqual([404, 'fax_not_found']);
    }
  });

  it('is verified offline as the documentation says, and one changed character spoils it', async () => {
    const [proof, keys, script] = ['proof.json', 'keys.json', 'verify.mjs'].map((name) => join(folder, name)) as [string, string, string];
    const faxId = await sent();
    const manual = await readFile(new URL('../../../../docs/documents.md', import.meta.url), 'utf8');
    await writeFile(script, /<!-- verify -->\s+```js\n([\s\S]*?)```/.exec(manual)?.[1] ?? '');
    await writeFile(keys, await (await fetch(`${bench.url}/.well-known/faxwire-proof-keys.json`)).text());
    const body = await proofOf(faxId);
    await writeFile(proof, JSON.stringify(body, undefined, 4));
    expect(JSON.parse((await run(process.execPath, [script, proof, keys])).stdout)).toMatchObject({ faxId, result: { status: 'FaxSent' } });
    const forged = Buffer.from(Buffer.from(body.payload, 'base64url').toString().replace('+19995550100', '+19995550101')).toString('base64url');
    await writeFile(proof, JSON.stringify({ ...body, payload: forged }));
    await expect(run(process.execPath, [script, proof, keys])).rejects.toMatchObject({ code: 1, stdout: 'This proof is not genuine.\n' });
  });

  it('is signed with a key that everybody may see, and that has no private part', async () => {
    const response = await fetch(`${bench.url}/.well-known/faxwire-proof-keys.json`);
    const { keys } = ProofKeySet.parse(await response.json());
    const { kid } = JSON.parse(Buffer.from((await proofOf(await sent())).protected, 'base64url').toString()) as { kid: string };
    expect(keys.map((key) => key.kid)).toContain(kid);
  });
});

describe('the transmission report', () => {
  const reportOf = async (faxId: string) => Buffer.from(await (await bench.fetch(`/fax/${faxId}/proof.pdf`)).arrayBuffer());

  it('is one page with a picture, and has the proof inside, whose hash it prints', async () => {
    const faxId = await sent();
    const pdf = await reportOf(faxId);
    const text = pdf.toString('latin1');
    const proof = JSON.stringify(await proofOf(faxId));
    expect([text.includes('/Count 1'), text.includes('/Subtype /Image'), text.includes(proof)]).toEqual([true, true, true]);
    expect(text).toContain(Buffer.from(createHash('sha256').update(proof).digest('hex')).toString('hex'));
    await writeFile(join(folder, 'report.pdf'), pdf);
    const renderer = new DocumentRenderer();
    expect(await renderer.render({ inputPath: join(folder, 'report.pdf'), outputPath: join(folder, 'report.tif') })).toMatchObject({ ok: true, pageCount: 1 });
    await renderer.close();
    if (process.env['FAXWIRE_KEEP_REPORT']) await writeFile(process.env['FAXWIRE_KEEP_REPORT'], pdf);
  });

  it('has no picture once the document was erased, nor where it is lost', async () => {
    const faxId = await failed();
    const { pages } = await bench.faxLog.load(faxId);
    await bench.store.delete({ tenantId: bench.tenant.id, sha256: pages?.sha256 ?? '' });
    expect((await reportOf(faxId)).toString('latin1')).not.toContain('/Subtype /Image');
    await worker(faxId, { type: 'EraseDocument', reason: 'request' });
    expect((await reportOf(faxId)).toString('latin1')).not.toContain('/Subtype /Image');
  });

  it.each(['مستشفى', '病院 📠', ') Tj ET \\', '\u0000\u202e\n'])('is made also where the far end calls itself %j', async (name) => {
    expect((await reportOf(await sent(name))).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
