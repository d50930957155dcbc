import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LineFact, LineResult } from '@faxwire/contracts';
import { FULL_SETTINGS, phoneNumber, type LineSettings } from '@faxwire/fax';
import { createMedia, type Media } from '@faxwire/media-app';
import { createSandbox, type Sandbox } from '@faxwire/sandbox-app';
import { systemClock, systemRandom } from '@faxwire/sip';
import { OwnTerminals, SpanDspPool } from '@faxwire/terminal';
import { TrunkRouter, sandboxTrunk, type TrunkConfiguration } from '@faxwire/trunks';
import sharp from 'sharp';

/**
 * Every number of the sandbox carrier, called over real UDP by our own engine, with SpanDSP at the far end. Ten times as fast as life,
 * few calls at once: T.30's T4 is then a third of a second, which a machine that runs other tests can keep.
 */
const SPEED = 10;
const CHANNELS = 4;
/** A call of three pages takes 4 s; channels are waited for. */
const LIMIT_MS = 60_000;
const PAGES = 3;
const WIDTH_PX = 1728;
const HEIGHT_PX = 400;

let folder: string;
let pagesPath: string;
let terminals: SpanDspPool;
let ours: OwnTerminals;
let sandbox: Sandbox;
let media: Media;
let trunk: TrunkConfiguration;

interface Attempt {
  readonly facts: readonly LineFact[];
  readonly result: LineResult;
  readonly ms: number;
}

async function writePages(path: string): Promise<void> {
  const pixels = Buffer.alloc(WIDTH_PX * HEIGHT_PX * PAGES, 0xff);
  for (let mark = 0; mark < 900; mark += 1) {
    const at = ((mark * 53) % (HEIGHT_PX * PAGES)) * WIDTH_PX + ((mark * 131) % (WIDTH_PX - 60));
    pixels.fill(0, at, at + 20 + (mark % 40));
  }
  await sharp(pixels, { raw: { width: WIDTH_PX, height: HEIGHT_PX * PAGES, channels: 1, pageHeight: HEIGHT_PX } })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, miniswhite: true, xres: 204 / 25.4, yres: 196 / 25.4 })
    .toFile(path);
}

async function rowsOf(path: string): Promise<Buffer[]> {
  const { pages = 1 } = await sharp(path).metadata();
  return Promise.all(Array.from({ length: pages }, (_, page) => sharp(path, { page }).toColourspace('b-w').raw().toBuffer()));
}

interface How {
  readonly fromPage?: number;
  readonly settings?: LineSettings;
  readonly signal?: AbortSignal;
  readonly onFact?: (fact: LineFact) => void;
}

async function fax(number: string, faxId: string, how: How = {}): Promise<Attempt> {
  const phone = phoneNumber(number);
  const route = new TrunkRouter([trunk]).route({ mode: 'test', phoneNumber: phone });
  const { fromPage = 0, settings = FULL_SETTINGS, signal = new AbortController().signal, onFact } = how;
  const channel = await media.reserve(route?.trunk ?? 'none', signal);
  const facts: LineFact[] = [];
  const startedAt = performance.now();
  try {
    const result = await channel.transmit(
      {
        faxId, fromPage, pagesPath, signal, mode: 'test', phoneNumber: phone, attemptId: `att_${faxId}`, callerNumber: route?.callerNumber ?? '',
        pageCount: PAGES, resolution: 'fine', settings,
      },
      async (fact) => {
        await new Promise((resolve) => setImmediate(resolve));
        facts.push(fact);
        onFact?.(fact);
      },
    );
    const ms = performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { facts, result, ms };
  } finally {
    channel.release();
  }
}

const receivedOf = (faxId: string) => sandbox.received.list().filter((call) => call.faxId === faxId).reverse();
const kinds = ({ facts }: Attempt) => facts.map((fact) => (fact.type === 'page' ? `page ${fact.page.page}` : fact.type));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faxwire-media-'));
  pagesPath = join(folder, 'pages.tiff');
  await writePages(pagesPath);
  terminals = new SpanDspPool({ spares: 2 });
  ours = new OwnTerminals();
  const shared = { clock: systemClock, random: systemRandom };
  sandbox = await createSandbox({ ...shared, terminals, sipHost: '127.0.0.1', sipPort: 0, speed: SPEED, dataDir: folder });
  trunk = sandboxTrunk({ ...sandbox.address, speed: SPEED, channels: CHANNELS });
  media = await createMedia({ ...shared, terminals: ours, audioTerminals: terminals, trunks: [{ ...trunk, ringTimeoutMs: 10_000 }], sip: { host: '127.0.0.1', port: 0 } });
});

afterAll(async () => {
  expect(media.liveCalls).toBe(0);
  await media.close({ graceMs: 0 });
  await sandbox.close();
  expect([sandbox.liveCalls, terminals.inUse, ours.inUse]).toEqual([0, 0, 0]);
  await Promise.all([terminals.close(), ours.close()]);
  await rm(folder, { recursive: true, force: true });
});

/**
 * T.30 counts in milliseconds at this speed: a machine that starves breaks a call now and then, as a poor line does, and
 * a second call cures it. What is wrong by itself is wrong in each of them.
 */
async function inThreeCalls(check: (faxId: string) => Promise<void>): Promise<void> {
  for (const call of ['first', 'second']) {
    const passed = await check(`fax-${randomUUID()}-${call}`).then(() => true, () => false);
    if (passed) return;
  }
  await check(`fax-${randomUUID()}-third`);
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 500) throw new Error('it never came to pass');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('a fax to a number of the sandbox carrier', () => {
  it.concurrent('00 is received page by page, row by row', () =>
    inThreeCalls(async (faxId) => {
      const attempt = await fax('+19995550100', faxId);
      expect(attempt.result).toMatchObject({ ok: true });
      expect(kinds(attempt)).toEqual(['ringing', 'answered', 'negotiated', 'page 0', 'page 1', 'page 2']);
      expect(attempt.facts[2]).toEqual({
        type: 'negotiated',
        negotiation: { bitRate: 14_400, ecm: true, compression: 'MMR', resolution: '204x196', remoteStationId: '+19995550100' },
      });
      await until(() => receivedOf(faxId)[0]?.endedOn !== undefined);
      const [call] = receivedOf(faxId);
      expect(call).toMatchObject({ number: '+19995550100', caller: '+19995550000', pages: 3, t30Code: 0 });
      const sent = await rowsOf(pagesPath);
      const received = await rowsOf(sandbox.received.pagesPath(call?.id ?? ''));
      expect(received.map((page, n) => page.equals(sent[n] ?? Buffer.of()))).toEqual([true, true, true]);
    }), LIMIT_MS);

  it.concurrent.each([
    ['01', { cause: 'busy', sipStatus: 486, detail: '486 Busy Here' }],
    ['03', { cause: 'unallocated_number', sipStatus: 404, detail: '404 Not Found' }],
    ['04', { cause: 'rejected', sipStatus: 603, detail: '603 Decline' }],
    ['11', { cause: 'service_unavailable', sipStatus: 503, retryAfterMs: 60_000, detail: '503 Service Unavailable' }],
    ['99', { cause: 'unallocated_number', sipStatus: 404, detail: '404 Not Found' }],
  ])('%s is refused with its cause', async (digits, failure) => {
    expect(await fax(`+199955501${digits}`, `fax-${digits}`)).toMatchObject({ facts: [], result: { ok: false, failure } });
  });

  it.concurrent('02 rings, is not answered, and is given up after the ring time on its clock', async () => {
    const attempt = await fax('+19995550102', 'fax-02');
    expect(kinds(attempt)).toEqual(['ringing']);
    expect(attempt.result).toMatchObject({ ok: false, failure: { cause: 'no_answer' } });
    expect(attempt.ms).toBeGreaterThan(950);
  });

  it.concurrent('05 is busy for two calls of one fax and receives the third', () =>
    inThreeCalls(async (faxId) => {
      const [first, second, third] = [await fax('+19995550105', faxId), await fax('+19995550105', faxId), await fax('+19995550105', faxId)];
      expect([first, second].map(({ result }) => result)).toMatchObject(Array(2).fill({ ok: false, failure: { cause: 'busy' } }));
      expect(third.result).toMatchObject({ ok: true });
    }), LIMIT_MS);

  it.concurrent('06 sounds like a fax machine and refuses T.38', () =>
    inThreeCalls(async (faxId) => {
      const attempt = await fax('+19995550106', faxId);
      expect(kinds(attempt)).toEqual(['ringing', 'answered']);
      expect(attempt.result).toMatchObject({ ok: false, failure: { cause: 't38_refused', sipStatus: 488 } });
    }), LIMIT_MS);

  it.concurrent('07 drops after page 1 and receives the rest in the next call, which begins there', () =>
    inThreeCalls(async (faxId) => {
      const first = await fax('+19995550107', faxId);
      expect(kinds(first)).toEqual(['ringing', 'answered', 'negotiated', 'page 0']);
      expect(first.result).toMatchObject({ ok: false, failure: { cause: 'dropped_mid_page', detail: expect.stringContaining('the far end hung up') } });
      const second = await fax('+19995550107', faxId, { fromPage: 1 });
      expect(kinds(second)).toEqual(['ringing', 'answered', 'negotiated', 'page 1', 'page 2']);
      expect(second.result).toMatchObject({ ok: true });
      await until(() => receivedOf(faxId)[1]?.endedOn !== undefined);
      const files = receivedOf(faxId).map(({ id }) => sandbox.received.pagesPath(id));
      const received = (await Promise.all(files.map(rowsOf))).flat();
      const sent = await rowsOf(pagesPath);
      expect(received.map((page, n) => page.equals(sent[n] ?? Buffer.of()))).toEqual([true, true, true]);
    }), LIMIT_MS);

  it.concurrent('08 is a voice, and no fax tone is heard', () =>
    inThreeCalls(async (faxId) => {
      const attempt = await fax('+19995550108', faxId);
      expect(kinds(attempt)).toEqual(['ringing', 'answered']);
      expect(attempt.result).toMatchObject({ ok: false, failure: { cause: 'voice_answered', sipStatus: 488 } });
    }), LIMIT_MS);

  it.concurrent('09 never trains', () =>
    inThreeCalls(async (faxId) => {
      const attempt = await fax('+19995550109', faxId);
      expect(kinds(attempt)).toEqual(['ringing', 'answered']);
      expect(attempt.result).toMatchObject({ ok: false, failure: { cause: 'training_failed', t30Code: 6 } });
    }), LIMIT_MS);

  it.concurrent('12 falls silent in page 1 and is given up', () =>
    inThreeCalls(async (faxId) => {
      const attempt = await fax('+19995550112', faxId);
      expect(kinds(attempt)).toEqual(['ringing', 'answered', 'negotiated']);
      expect(attempt.result).toMatchObject({ ok: false, failure: { cause: 'far_end_silent' } });
    }), LIMIT_MS);

  it.concurrent('13 hangs up without confirming the last page, which is then not taken for sent', () =>
    inThreeCalls(async (faxId) => {
      const attempt = await fax('+19995550113', faxId);
      expect(kinds(attempt)).toEqual(['ringing', 'answered', 'negotiated', 'page 0', 'page 1']);
      expect(attempt.result).toMatchObject({
        ok: false, failure: { cause: 'dropped_mid_page', detail: 'the far end hung up after the last page, before its confirmation' },
      });
    }), LIMIT_MS);

  it.concurrent('14 leaves T.38 to us, wants every block again, and receives in the end', () =>
    inThreeCalls(async (faxId) => {
      const attempt = await fax('+19995550114', faxId);
      expect(kinds(attempt)).toEqual(['ringing', 'answered', 'negotiated', 'page 0', 'page 1', 'page 2']);
      expect(attempt.result).toMatchObject({ ok: true });
    }), LIMIT_MS);

  it.concurrent('18 refuses T.38 and receives the fax as audio in the same call, row by row', () =>
    inThreeCalls(async (faxId) => {
      const attempt = await fax('+19995550118', faxId);
      expect(attempt.result).toMatchObject({ ok: true });
      expect(kinds(attempt)).toEqual(['ringing', 'answered', 'negotiated', 'page 0', 'page 1', 'page 2']);
      expect(attempt.facts[2]).toMatchObject({ negotiation: { ecm: true, transport: 'g711', remoteStationId: '+19995550118' } });
      await until(() => receivedOf(faxId)[0]?.endedOn !== undefined);
      const sent = await rowsOf(pagesPath);
      const received = await rowsOf(sandbox.received.pagesPath(receivedOf(faxId)[0]?.id ?? ''));
      expect(received.map((page, n) => page.equals(sent[n] ?? Buffer.of()))).toEqual([true, true, true]);
    }), LIMIT_MS);

  it.concurrent('18 receives audio from the start where the destination is known to need it', () =>
    inThreeCalls(async (faxId) => {
      const attempt = await fax('+19995550118', faxId, { settings: { ...FULL_SETTINGS, t38: false } });
      expect(attempt.result).toMatchObject({ ok: true });
      expect(attempt.facts[2]).toMatchObject({ negotiation: { transport: 'g711' } });
    }), LIMIT_MS);

  it.concurrent('is stopped at once when its worker must leave, in a page that the far end has not seen the end of', () =>
    inThreeCalls(async (faxId) => {
      const leave = new AbortController();
      const attempt = await fax('+19995550100', faxId, { signal: leave.signal, onFact: ({ type }) => { if (type === 'negotiated') leave.abort(); } });
      expect(attempt.result).toMatchObject({ ok: false, failure: { cause: 'stopped' } });
      await until(() => receivedOf(faxId)[0]?.endedOn !== undefined);
      expect(receivedOf(faxId)[0]?.pages).toBe(0);
    }), LIMIT_MS);

  it.concurrent('ends when a page can not be recorded, and nothing is reported after it', () =>
    inThreeCalls(async (faxId) => {
      const attempt = await fax('+19995550100', faxId, { onFact: (fact) => { if (fact.type === 'page') throw new Error('fenced'); } });
      expect(kinds(attempt)).toEqual(['ringing', 'answered', 'negotiated', 'page 0']);
      expect(attempt.result).toMatchObject({ ok: false, failure: { cause: 'interrupted' } });
    }), LIMIT_MS);
});
