import { confirmationsLost, dialledAgain, violationsOf, type FaxEvidence } from './fax-evidence.ts';
import { CrashLane, type Crash } from './crash-lane.ts';

const TEST_MS = 300_000;
const FAXES_IN_FLIGHT = 6;

interface CrashCase {
  readonly failPoint: string;
  readonly what: string;
  readonly becomes: 'FaxSent' | 'FaxFailed';
  readonly attempts: number;
}

const crash = (failPoint: string, what: string, becomes: CrashCase['becomes'], attempts: number): CrashCase => ({ failPoint, what, becomes, attempts });

/**
 * A fax of two pages is nine appends: received, rendered, attempt, ringing, answered, negotiated, two pages, sent. It
 * may fail only where the last page may have arrived without a record of it.
 */
const LANES: readonly (readonly CrashCase[])[] = [
  [
    crash('before_webhook_record', 'the first webhook was answered', 'FaxSent', 1),
    crash('before_append@1', 'FaxReceived is not stored', 'FaxSent', 1),
    crash('before_append@2', 'DocumentRendered is not stored', 'FaxSent', 1),
    crash('before_append@3', 'FaxAttemptInitiated is not stored', 'FaxSent', 1),
    crash('before_append@6', 'FaxNegotiated is not stored', 'FaxSent', 2),
    crash('before_append@8', 'the last PageSent is on the local disk and not in the log', 'FaxSent', 1),
    crash('before_append@9', 'FaxSent is not stored', 'FaxSent', 1),
    crash('before_invite', 'the far end is not called yet', 'FaxSent', 2),
    crash('after_last_mcf', 'the far end confirmed the last page', 'FaxFailed', 1),
  ],
  [
    crash('after_append@1', 'FaxReceived is stored and not answered', 'FaxSent', 1),
    crash('after_append@2', 'DocumentRendered is stored', 'FaxSent', 1),
    crash('after_append@3', 'FaxAttemptInitiated is stored', 'FaxSent', 2),
    crash('after_append@6', 'FaxNegotiated is stored', 'FaxSent', 2),
    crash('after_append@8', 'the last PageSent is stored', 'FaxSent', 1),
    crash('after_append@9', 'FaxSent is stored', 'FaxSent', 1),
    crash('mid_page', 'the first page is half transmitted', 'FaxSent', 2),
    crash('mid_page@2', 'the last page is half transmitted', 'FaxFailed', 1),
  ],
];
/** From ready for the first, from the start for the others: so that some fall into calls and some into the start itself, ms. */
const WINDOWS: readonly (readonly [from: number, to: number])[] = [[500, 2_500], [2_500, 5_000], [500, 2_000], [3_000, 6_000], [2_500, 5_000]];
const SEED = 20_261_121;

/** Marsaglia's xorshift: the same moments in every run. */
function momentsOf(seed: number): number[] {
  let state = seed;
  return WINDOWS.map(([from, to]) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.round(from + ((state >>> 0) / 2 ** 32) * (to - from));
  });
}

describe('a process that is killed', () => {
  let lanes: readonly CrashLane[];
  const crashes = new Map<string, Promise<Crash>>();
  let shaken: Promise<FaxEvidence[]>;
  let webhooks: Promise<string[][]>;

  beforeAll(async () => {
    lanes = await Promise.all(LANES.map(() => CrashLane.open()));
    const done = lanes.map((lane, index) => {
      let last: Promise<unknown> = Promise.resolve();
      for (const { failPoint } of LANES[index] ?? []) {
        const after = last;
        const result = after.then(() => lane.crashAt(failPoint));
        crashes.set(failPoint, result);
        last = result.catch(() => undefined);
      }
      return last;
    });
    const [, second] = lanes;
    shaken = Promise.resolve(done[1]).then(() => second?.crashAfter(FAXES_IN_FLIGHT, momentsOf(SEED)) ?? []);
    webhooks = Promise.all([done[0], shaken.catch(() => undefined)]).then(() => Promise.all(lanes.map((lane) => lane.missingWebhooks())));
    webhooks.catch(() => undefined);
  }, TEST_MS);

  afterAll(async () => {
    await Promise.allSettled([...crashes.values(), shaken, webhooks]);
    await Promise.all(lanes.map((lane) => lane.close()));
  }, TEST_MS);

  const cases = LANES.flat().map(({ failPoint, what, ...expected }) => [failPoint, what, expected] as const);

  it.each(cases)('at %s (%s) leaves a fax that comes to the right end', async (failPoint, _what, { becomes, attempts }) => {
    const { end, wasAnswered, survivors, evidence } = (await crashes.get(failPoint)) ?? fail(failPoint);
    expect(end).toEqual({ code: null, signal: 'SIGKILL' });
    expect(wasAnswered).toBe(!failPoint.endsWith('append@1'));
    expect(survivors).toBe(failPoint === 'before_append@1' ? 0 : 1);
    expect(violationsOf(evidence)).toEqual([]);
    expect({ becomes: evidence.fax.faxStatus, attempts: evidence.attempts.length }).toEqual({ becomes, attempts });
  }, TEST_MS);

  it(`at ${WINDOWS.length} random moments brings ${FAXES_IN_FLIGHT} faxes in flight to the right end`, async () => {
    const evidences = await shaken;
    expect(evidences).toHaveLength(FAXES_IN_FLIGHT);
    expect(evidences.map(violationsOf)).toEqual(evidences.map(() => []));
  }, TEST_MS);

  it('still tells the tenant everything, and what it repeats under the same id', async () => {
    expect(await webhooks).toEqual(LANES.map(() => []));
    const { evidence } = (await crashes.get('before_webhook_record')) ?? fail('before_webhook_record');
    const times = lanes[0]?.sink.timesOf(evidence.fax.faxId) ?? new Map<string, number>();
    expect(Math.max(...times.values())).toBeGreaterThan(1);
  }, TEST_MS);

  it('loses nothing and dials nobody twice', async () => {
    await Promise.allSettled([...crashes.values(), shaken]);
    const evidences = lanes.flatMap((lane) => lane.evidences);
    const sum = (of: (lane: CrashLane) => number) => lanes.reduce((total, lane) => total + of(lane), 0);
    const tally = {
      faxes: evidences.length,
      restarts: sum(({ restarts }) => restarts),
      lost: sum(({ lost }) => lost),
      dialledTwice: evidences.reduce((total, evidence) => total + dialledAgain(evidence), 0),
    };
    const onTheLine = evidences.reduce((total, evidence) => total + confirmationsLost(evidence), 0);
    process.stdout.write(
      `kill -9: ${tally.faxes} faxes, ${tally.restarts} restarts, ${tally.lost} lost, ${tally.dialledTwice} dialled twice (${onTheLine} confirmations lost on the line)\n`,
    );
    // Of every fax, also of those whose case was tried again because the machine starved.
    expect(evidences.flatMap(violationsOf)).toEqual([]);
    expect(tally).toMatchObject({ lost: 0, dialledTwice: 0 });
    expect(tally.faxes).toBeGreaterThanOrEqual(cases.length + FAXES_IN_FLIGHT);
  }, TEST_MS);
});

function fail(what: string): never {
  throw new Error(`${what} was not tried`);
}
