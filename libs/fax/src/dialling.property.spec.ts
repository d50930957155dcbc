import fc from 'fast-check';
import { windowOpensAt, type CallingWindow } from './calling-window.ts';
import { decide } from './decide.ts';
import type { DialTerms } from './dial-terms.ts';
import { evolve } from './evolve.ts';
import { FAILURE_CAUSES, type FailureCause } from './failure-cause.ts';
import { initialState, openAttempt, type FaxState } from './fax-state.ts';
import { received, rendered } from './fax-story.ts';
import { FULL_SETTINGS, lesserOf, sameSettings, type LineSettings } from './line-settings.ts';
import { next, type TransmitStep } from './plan.ts';
import { DEFAULT_RETRY_POLICY, MAX_AUTOMATIC_ATTEMPTS, MAX_CALLS_TO_VOICE } from './retry-policy.ts';

const HOUR = 3_600_000;
/** Three weeks: a deadline of a day, moved behind the next window of a week, and more. */
const LONGEST_MS = 21 * 24 * HOUR;
const MOST_STEPS = 100;
const PAGES = 3;

/** What is wanted of a number, and what befalls each call to it. */
interface World {
  readonly begin: number;
  readonly window: CallingWindow | undefined;
  readonly settings: LineSettings;
  readonly hasAudio: boolean;
  /** From this moment on the number is refused. */
  readonly refusedAfterMs: number;
  /** Since the begin. */
  readonly restsForMs: number;
  readonly calls: readonly { readonly cause: FailureCause; readonly pages: number; readonly tookMs: number }[];
}

const settings: fc.Arbitrary<LineSettings> = fc.record({
  maxBitRate: fc.constantFrom(14400 as const, 9600 as const, 4800 as const, 2400 as const), v17: fc.boolean(), ecm: fc.boolean(), t38: fc.boolean(),
});
const window: fc.Arbitrary<CallingWindow> = fc.record({
  from: fc.integer({ min: 0, max: 1439 }), until: fc.integer({ min: 0, max: 1439 }), days: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  timeZones: fc.subarray(['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'], { minLength: 1, maxLength: 2 }),
});
const world: fc.Arbitrary<World> = fc.record({
  begin: fc.integer({ min: Date.UTC(2026, 2, 20), max: Date.UTC(2026, 3, 5) }),
  window: fc.option(window, { nil: undefined }),
  settings: fc.oneof(fc.constant(FULL_SETTINGS), settings),
  hasAudio: fc.boolean(),
  refusedAfterMs: fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 48 * HOUR })),
  restsForMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 * HOUR })),
  calls: fc.array(fc.record({ cause: fc.constantFrom(...(Object.keys(FAILURE_CAUSES) as FailureCause[])), pages: fc.integer({ min: 0, max: PAGES }), tookMs: fc.integer({ min: 1_000, max: 2 * HOUR }) }), { maxLength: 6 }),
});

interface Dialled {
  readonly at: number;
  readonly step: TransmitStep;
}

/** Plays a world to its end. */
class Play {
  state: FaxState = initialState;
  readonly dialled: Dialled[] = [];
  readonly causes: FailureCause[] = [];
  now: number;
  steps = 0;
  readonly #world: World;

  constructor(script: World) {
    this.#world = script;
    this.now = script.begin;
    this.state = evolve(evolve(initialState, received(this.now)), rendered(PAGES, this.now));
  }

  run(): this {
    for (; this.steps < MOST_STEPS; this.steps++) {
      const step = next(this.state, this.now, { ...DEFAULT_RETRY_POLICY, terms: this.terms() });
      if (step.kind === 'stop') return this;
      if (step.kind === 'wait') this.now = step.until ?? Infinity;
      else if (step.kind === 'transmit') this.#call(step);
      else if (step.kind === 'close') this.#do(step.as === 'failed' ? { type: 'CloseAsFailed', cause: step.cause } : { type: 'CloseAsSent' });
    }
    return this;
  }

  isRefused = (at = this.now): boolean => at - this.#world.begin >= this.#world.refusedAfterMs;

  get restsUntil(): number {
    return this.#world.begin + this.#world.restsForMs;
  }

  terms(): DialTerms {
    const { window: open, settings: known, hasAudio } = this.#world;
    return { ...(open && { window: open }), settings: known, hasAudio, ...(this.restsUntil > this.now && { restsUntil: this.restsUntil }), ...(this.isRefused() && { refusal: 'do_not_call' as const }) };
  }

  #call(step: TransmitStep): void {
    this.dialled.push({ at: this.now, step });
    this.#do({ type: 'InitiateAttempt', ...step, trunk: 't', callerNumber: '' });
    const claim = openAttempt(this.state);
    if (!claim) throw new Error('the plan dialled and the log refused');
    const { cause, pages, tookMs } = this.#world.calls[this.dialled.length - 1] ?? { cause: 'busy', pages: 0, tookMs: 1_000 };
    this.now += tookMs;
    for (let page = 0; page < pages && this.state.pagesConfirmed < PAGES; page++) {
      this.#do({ type: 'RecordPage', ...claim, page: { page: this.state.pagesConfirmed, bitRate: 1, badRows: 0, bytes: 1 } });
    }
    this.causes.push(cause);
    this.#do({ type: 'RecordAttemptFailure', ...claim, failure: { cause, detail: '' }, jitter: 0.5 });
  }

  #do(command: Parameters<typeof decide>[0]): void {
    const decision = decide(command, this.state, this.now);
    if (!decision.ok) throw new Error(decision.refusal.message);
    for (const event of decision.events) this.state = evolve(this.state, event);
  }
}

const holds = (property: (play: Play, script: World) => void): void => fc.assert(fc.property(world, (script) => property(new Play(script).run(), script)), { numRuns: 300 });

describe('whatever is wanted of a number, and whatever befalls its calls', () => {
  it('the fax comes to its end, within five attempts and some days', () => holds((play, { begin }) => {
    expect(play.steps).toBeLessThan(MOST_STEPS);
    expect(['sent', 'failed']).toContain(play.state.phase);
    expect(play.dialled.length).toBeLessThanOrEqual(MAX_AUTOMATIC_ATTEMPTS);
    expect(play.now - begin).toBeLessThan(LONGEST_MS);
  }));

  it('nothing is dialled outside of its window', () => holds((play, { window: open }) => {
    if (open) for (const { at } of play.dialled) expect(windowOpensAt(open, at)).toBe(at);
  }));

  it('nothing is dialled while the number rests, and a fax that cannot wait for that says so at once', () => holds((play, { restsForMs, window: open, refusedAfterMs }) => {
    for (const { at } of play.dialled) expect(at).toBeGreaterThanOrEqual(play.restsUntil);
    if (restsForMs >= 24 * HOUR && !open && refusedAfterMs > 0) expect([play.state.failure?.cause, play.now]).toEqual(['number_at_rest', play.restsUntil - restsForMs]);
  }));

  it('nothing is dialled once the number is refused, and the fax says so', () => holds((play, { refusedAfterMs }) => {
    for (const { at } of play.dialled) expect(play.isRefused(at)).toBe(false);
    if (refusedAfterMs === 0 && play.state.failure?.cause !== 'deadline_exceeded') expect(play.state.failure?.cause).toBe('do_not_call');
  }));

  it('who picks up is called twice at most', () => holds((play) => {
    expect(play.causes.filter((cause) => cause === 'voice_answered').length).toBeLessThanOrEqual(MAX_CALLS_TO_VOICE);
  }));

  it('no attempt offers more than is known to work, or than the one before it; T.38 is left away only where there is audio', () => holds((play, { settings: known, hasAudio }) => {
    const offered = [known, ...play.dialled.map(({ step }) => step.settings)];
    offered.slice(1).forEach((each, index) => expect(sameSettings(lesserOf(each, offered[index] ?? known), each)).toBe(true));
    if (!hasAudio) for (const each of offered) expect(each.t38).toBe(known.t38);
  }));

  it('every attempt begins at the first page that is not confirmed', () => holds((play) => {
    for (const { step } of play.dialled) expect(step.fromPage).toBeLessThan(PAGES);
    const pages = play.dialled.map(({ step }) => step.fromPage);
    expect(pages).toEqual([...pages].sort((a, b) => a - b));
  }));
});
