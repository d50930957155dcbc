import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LineFact, LineResult, TransmitOrder } from '@faxwire/contracts';
import { DEFAULT_RETRY_POLICY, FULL_SETTINGS, phoneNumber } from '@faxwire/fax';
import { systemClock, systemRandom } from '@faxwire/sip';
import { OwnTerminals, SpanDspPool } from '@faxwire/terminal';
import { sandboxTrunk, type TrunkConfiguration } from '@faxwire/trunks';
import { createMedia } from '../create-media.ts';
import { FarMachine } from './far-machine.ts';
import { freeMediaPort } from './free-media-port.ts';
import { writeSamplePage } from './sample-page.ts';
import { nudgeSipp, outcomeOf, playSome, runSipp, sippListens, type SippResult } from './sipp.ts';
import type { Media } from '../media.ts';

/**
 * SIPp is the carrier; behind it is a fax machine on our own engine or, where pages matter, one of SpanDSP. The far end's clock
 * runs ten times as fast, which two cores keep to.
 */
const LOOPBACK = '127.0.0.1';
const SPEED = 10;
const T38 = sandboxTrunk({ host: LOOPBACK, port: 1, speed: SPEED }).t38;
const SHORT_ROWS = 100;
/** Several seconds at SPEED: time enough for a refresh in mid page. */
const LONG_ROWS = 2_200;

let folder: string;
const machines = new SpanDspPool({ spares: 6 });
const own = new OwnTerminals();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faxwire-carrier-'));
  await Promise.all([writeSamplePage(join(folder, 'short.tif'), SHORT_ROWS), writeSamplePage(join(folder, 'long.tif'), LONG_ROWS), machines.warm(), own.warm()]);
});

afterAll(async () => {
  await Promise.all([machines.close(), own.close()]);
  await rm(folder, { recursive: true, force: true });
});

interface Scenario {
  readonly name: string;
  readonly keys?: Readonly<Record<string, string | number>>;
  readonly trunk?: Partial<TrunkConfiguration>;
  /** What is behind the carrier: a machine on our engine, one of SpanDSP for a page of this length, or nothing that speaks. */
  readonly behind?: 'own' | 'short' | 'long' | 'silence';
  readonly onFact?: (fact: LineFact, machine: FarMachine) => void;
  readonly giveUpAfterMs?: number;
}

interface Outcome {
  readonly result: LineResult;
  readonly sipp: SippResult;
  readonly facts: readonly string[];
}

async function play({ name, keys, trunk, behind = 'own', onFact, giveUpAfterMs }: Scenario): Promise<Outcome> {
  const [carrierPort, mediaPort, machine] = [await freeMediaPort(), await freeMediaPort(), await FarMachine.open()];
  const leave = new AbortController();
  const media: Media = await createMedia({
    trunks: [{ ...sandboxTrunk({ host: LOOPBACK, port: carrierPort, speed: SPEED }), callsPerSecond: 1_000, ...trunk }],
    sip: { host: LOOPBACK, port: 0 }, mediaPortRange: [mediaPort, mediaPort], terminals: own, clock: systemClock, random: systemRandom,
  });
  const order: TransmitOrder = {
    faxId: 'fax', attemptId: name, mode: 'test', phoneNumber: phoneNumber('+19995550100'), callerNumber: '+19995550000',
    pagesPath: join(folder, behind === 'long' ? 'long.tif' : 'short.tif'), pageCount: 1, resolution: 'fine', fromPage: 0, settings: FULL_SETTINGS, signal: leave.signal,
  };
  const facts: string[] = [];
  let callId = '';
  const sipping = runSipp({ scenario: `carrier/${name}`, port: carrierPort, keys: { faxport: machine.port, ...keys } });
  await sippListens(carrierPort);
  const channel = await media.reserve('sandbox', leave.signal);
  if (giveUpAfterMs !== undefined) setTimeout(() => leave.abort(), giveUpAfterMs);
  const result = await channel.transmit(order, async (fact) => {
    facts.push(fact.type === 'ringing' ? `ringing ${fact.sipStatus}` : fact.type);
    if (fact.type === 'answered' && behind !== 'silence') await machine.start(behind === 'own' ? own : machines, { farPort: mediaPort, folder, speed: SPEED });
    if (fact.type === 'answered') callId = fact.sipCallId;
    // In mid page: the first of it is on the line.
    if (fact.type === 'negotiated' && behind === 'long') await nudgeSipp(carrierPort, callId);
    onFact?.(fact, machine);
  });
  const sipp = await sipping;
  channel.release();
  await Promise.all([media.close({ graceMs: 0 }), machine.close()]);
  return { result, sipp, facts };
}

const WELL = { exitCode: 0, errors: '' };

interface Refusal extends Scenario {
  readonly cause: keyof typeof DEFAULT_RETRY_POLICY.delaysMs;
  /** Automatic retries that its cause is worth. */
  readonly retries: number;
  readonly status?: number;
  readonly retryAfterMs?: number;
}

const refusals: readonly Refusal[] = [
  { name: 'refuse-486', status: 486, cause: 'busy', retries: 4 },
  { name: 'refuse-603', status: 603, cause: 'rejected', retries: 0 },
  { name: 'refuse-503', status: 503, cause: 'service_unavailable', retries: 4, retryAfterMs: 7_000 },
  { name: 'refuse-408', status: 408, cause: 'no_answer', retries: 2 },
  { name: 'refuse-404', status: 404, cause: 'unallocated_number', retries: 0 },
  { name: 'refuse-488', status: 488, cause: 't38_refused', retries: 1 },
  { name: 'redirect', status: 302, cause: 'redirected', retries: 0 },
  { name: 'ring', trunk: { ringTimeoutMs: 6_000 }, cause: 'no_answer', retries: 2 },
];

interface Connected extends Scenario {
  readonly title: string;
  readonly ringing?: number;
}

const connected: readonly Connected[] = [
  { name: 'fax', title: 'a fax machine, and T.38 is asked for by us', behind: 'short', ringing: 180 },
  { name: 'early-media', title: 'early media', ringing: 183 },
  { name: 'progress', title: '183, then 180, then 200', ringing: 183 },
  { name: 'reliable', title: 'a reliable 183 that has the answer', ringing: 183 },
  { name: 'switch', title: 'T.38 asked for by the far end', ringing: 180 },
  { name: 'delayed-offer', title: 'a re-INVITE without an offer' },
  { name: 'both-media', title: 'audio and image together' },
  { name: 't38-first', title: 'T.38 offered in the first INVITE', ringing: 180, trunk: { t38: { ...T38, firstOffer: 't38' } } },
  { name: 'both-first', title: 'audio and T.38 offered in the first INVITE', ringing: 180, trunk: { t38: { ...T38, firstOffer: 'both' } } },
  { name: 'redirect-followed', title: 'a 302 to a host that is allowed', trunk: { redirects: { hosts: [LOOPBACK], max: 1 } } },
  { name: 'hold', title: 'hold in each of its spellings, and back' },
  { name: 'lost-bye', title: 'a far end that never answers our BYE' },
  { name: 'forgotten', title: 'a far end that has forgotten the call at our BYE' },
  { name: 'refresh', title: 'a session refreshed in mid page, by UPDATE and by re-INVITE', behind: 'long' },
  { name: 'switch', title: 'audio that keeps coming on the port of T.38', behind: 'short', ringing: 180, onFact: (fact, machine) => { if (fact.type === 'negotiated') machine.sendStrayAudio(); } },
];

interface Broken extends Scenario {
  readonly title: string;
  readonly failure: object;
}

const broken: readonly Broken[] = [
  { name: 'refuse-t38', behind: 'silence', title: 'a voice that refuses T.38 at once', failure: { cause: 'voice_answered', sipStatus: 488 } },
  { name: 'refuse-t38-late', behind: 'silence', title: 'a voice that refuses T.38 after 5 s', failure: { cause: 'voice_answered', sipStatus: 488 } },
  { name: 'image-zero', behind: 'silence', title: 'a far end that takes T.38 with port 0', failure: { cause: 'voice_answered', sipStatus: 488 } },
  { name: 'switch', behind: 'silence', title: 'a far end that is silent after the switch', failure: { cause: 'no_fax_signal' } },
  { name: 'hang-up', behind: 'long', title: 'a machine that hangs up in mid page', failure: { cause: 'dropped_mid_page' } },
  { name: 'crossing', behind: 'silence', giveUpAfterMs: 1_500, title: 'a call given up as it is answered', failure: { cause: 'stopped' } },
];

/** A negative control: this carrier expects T.38 in the first INVITE, gets audio, and what it answers is none to that. */
const unexpected: Scenario = { name: 't38-first' };

const AT_A_TIME = 8;
let outcomes: Awaited<ReturnType<typeof playSome<Scenario, Outcome>>>;
beforeAll(async () => {
  outcomes = await playSome([...broken, ...connected, ...refusals, unexpected], play, AT_A_TIME);
}, 120_000);

describe('a carrier that does not connect the call', () => {
  it.each(refusals.map((row) => [row.name, row.cause, row] as const))('by %s: %s, and the retry that it is worth', async (_name, cause, row) => {
    const { result, sipp } = outcomeOf(outcomes, row);
    expect(sipp).toEqual(WELL);
    const { status, retryAfterMs } = row;
    expect(result).toMatchObject({ ok: false, failure: { cause, ...(status && { sipStatus: status }), ...(retryAfterMs && { retryAfterMs }) } });
    expect(DEFAULT_RETRY_POLICY.delaysMs[cause]).toHaveLength(row.retries);
  });
});

describe('a carrier that connects the call: the page is confirmed', () => {
  it.each(connected.map((row) => [row.title, row] as const))('with %s', async (_title, row) => {
    const { result, sipp, facts } = outcomeOf(outcomes, row);
    expect(sipp).toEqual(WELL);
    expect(result.ok ? undefined : result.failure).toBeUndefined();
    expect(facts).toEqual([...(row.ringing === undefined ? [] : [`ringing ${row.ringing}`]), 'answered', 'negotiated', 'page']);
  });
});

describe('a carrier that connects something else: the call ends with the right cause', () => {
  it.each(broken.map((row) => [row.title, row] as const))('with %s', async (_title, row) => {
    const { result, sipp } = outcomeOf(outcomes, row);
    expect(sipp).toEqual(WELL);
    expect(result).toMatchObject({ ok: false, failure: row.failure });
  });
});

it('a scenario that does not come to pass is told by its exit code', async () => {
  const { result, sipp } = outcomeOf(outcomes, unexpected);
  expect(sipp.exitCode).toBe(1);
  expect(result).toMatchObject({ ok: false, failure: { cause: 'protocol_error' } });
});
