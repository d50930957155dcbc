import fc from 'fast-check';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { FailureCause } from './failure-cause.ts';
import type { FaxCommand } from './fax-command.ts';
import type { FaxEvent } from './fax-event.ts';
import { initialState, openAttempt, type FaxState } from './fax-state.ts';
import { received, rendered } from './fax-story.ts';
import { next } from './plan.ts';
import { DEFAULT_RETRY_POLICY } from './retry-policy.ts';

/** Everything that can happen between two steps of somebody happens in some of them. */
const INTERLEAVINGS = 10_000;
const PAGES = 2;
const MOST_TURNS = 600;
const DAY_MS = 86_400_000;

type UserCommand = 'HoldFax' | 'ReviveFax' | 'StopFax' | 'RetryFax';

/** Work that can be interrupted wherever it yields: each `next()` is one step against the log. */
type Actor = Generator<undefined, void, undefined>;

/** A stream as the event log keeps it: an append expects the version that was read, and loses the race otherwise. */
class Stream {
  readonly events: FaxEvent[] = [];
  /** Before the first event, and after each. */
  readonly states: FaxState[] = [initialState];
  now = 10_000;
  readonly #careless: boolean;

  /** @param careless appends whatever was there meanwhile: the negative control */
  constructor(careless: boolean) {
    this.#careless = careless;
    for (const event of [received(), rendered(PAGES)]) this.#add(event);
  }

  append(expectedVersion: number, events: readonly FaxEvent[]): boolean {
    if (this.events.length !== expectedVersion && !this.#careless) return false;
    for (const event of events) this.#add(event);
    this.now += 1;
    return true;
  }

  get state(): FaxState {
    return this.states.at(-1) ?? initialState;
  }

  #add(event: FaxEvent): void {
    this.states.push(evolve(this.state, event));
    this.events.push(event);
  }
}

/** As `FaxLog.execute`: read, decide, append, and decide again on what is there where the race was lost. */
function* execute(stream: Stream, command: FaxCommand): Generator<undefined, boolean, undefined> {
  for (;;) {
    const version = stream.events.length;
    const { state } = stream;
    yield;
    const decision = decide(command, state, stream.now);
    if (!decision.ok) return false;
    if (stream.append(version, decision.events)) return decision.events.length > 0;
    yield;
  }
}

interface Story {
  readonly drivers: number;
  readonly users: readonly UserCommand[];
  readonly causes: readonly FailureCause[];
  /** Pages that go through in each call, and whether its worker vanishes. */
  readonly calls: readonly { readonly pages: number; readonly vanishes: boolean }[];
  readonly turns: readonly number[];
}

const story: fc.Arbitrary<Story> = fc.record({
  drivers: fc.integer({ min: 1, max: 3 }),
  users: fc.array(fc.constantFrom<UserCommand>('HoldFax', 'ReviveFax', 'StopFax', 'RetryFax'), { minLength: 1, maxLength: 6 }),
  causes: fc.array(fc.constantFrom<FailureCause>('busy', 'rejected', 'dropped_mid_page', 'interrupted', 'training_failed'), { minLength: 1, maxLength: 5 }),
  calls: fc.array(fc.record({ pages: fc.integer({ min: 0, max: PAGES }), vanishes: fc.boolean() }), { minLength: 1, maxLength: 6 }),
  turns: fc.array(fc.nat(99), { minLength: 1, maxLength: 120 }),
});

/** Drivers, workers and senders on one stream, each going on for a step whenever it is its turn. */
class Race {
  readonly stream: Stream;
  readonly dials: { readonly attemptId: string; readonly atVersion: number }[] = [];
  readonly #story: Story;
  #calls = 0;
  turns = 0;

  constructor(told: Story, careless = false) {
    this.#story = told;
    this.stream = new Stream(careless);
  }

  run(): this {
    const { users, drivers, turns } = this.#story;
    const actors = [...users.map((type) => this.#user(type)), ...Array.from({ length: drivers }, () => this.#driver())];
    for (; actors.length > 0 && this.turns < MOST_TURNS; this.turns += 1) {
      const index = (turns[this.turns % turns.length] ?? 0) % actors.length;
      if (actors[index]?.next().done) actors.splice(index, 1);
    }
    return this;
  }

  *#user(type: UserCommand): Actor {
    yield* execute(this.stream, { type });
  }

  /** One of several that believe that the fax is theirs, as after a take-over. */
  *#driver(): Actor {
    for (let idle = 0; idle < 3; ) {
      const step = next(this.stream.state, this.stream.now, DEFAULT_RETRY_POLICY);
      yield;
      if (step.kind === 'transmit') yield* step.begun ? this.#interrupted() : this.#call(step);
      else if (step.kind === 'close') yield* execute(this.stream, step.as === 'failed' ? { type: 'CloseAsFailed', cause: step.cause } : { type: step.as === 'sent' ? 'CloseAsSent' : 'CloseAsCancelled' });
      else if (step.kind === 'wait' && step.until !== undefined) this.stream.now = Math.max(this.stream.now, Math.min(step.until, this.stream.now + DAY_MS));
      else idle += 1;
    }
  }

  *#call(step: Extract<ReturnType<typeof next>, { kind: 'transmit' }>): Actor {
    const { number, fromPage, settings, attemptId } = step;
    if (!(yield* execute(this.stream, { type: 'InitiateAttempt', number, trunk: 't', callerNumber: '', fromPage, settings }))) return;
    const claim = openAttempt(this.stream.state);
    this.dials.push({ attemptId, atVersion: this.stream.events.length });
    yield;
    const { pages, vanishes } = this.#story.calls[this.#calls++ % this.#story.calls.length] ?? { pages: PAGES, vanishes: false };
    if (!claim || claim.attemptId !== attemptId) return;
    yield* execute(this.stream, { type: 'RecordNegotiation', ...claim, negotiation: { bitRate: 14_400, ecm: true, compression: 'MMR', resolution: '' } });
    for (let page = fromPage; page < Math.min(pages, PAGES); page += 1) {
      yield* execute(this.stream, { type: 'RecordPage', ...claim, page: { page, bitRate: 1, badRows: 0, bytes: 1 } });
    }
    if (!vanishes && pages < PAGES) yield* execute(this.stream, { type: 'RecordAttemptFailure', ...claim, failure: { cause: this.#cause(), detail: '' }, jitter: 0 });
  }

  /** The one before is gone, or only thought to be. */
  *#interrupted(): Actor {
    const claim = openAttempt(this.stream.state);
    yield;
    if (claim) yield* execute(this.stream, { type: 'RecordAttemptFailure', ...claim, failure: { cause: 'interrupted', detail: '' }, jitter: 0 });
  }

  #cause = (): FailureCause => this.#story.causes[this.#calls % this.#story.causes.length] ?? 'busy';
}

const TERMINAL: readonly string[] = ['FaxSent', 'FaxFailed', 'FaxCancelled'];

describe('hold, stop, revive and retry that race with each other and with attempts, at every step', () => {
  const seen = { dialled: 0, stopped: 0, held: 0, retried: 0, sent: 0, failed: 0 };

  it(`leave one terminal state and no second call for an attempt, in ${INTERLEAVINGS} interleavings`, () => {
    fc.assert(fc.property(story, (told) => {
      const race = new Race(told).run();
      keepsItsPromises(race);
      count(race.stream.events);
    }), { numRuns: INTERLEAVINGS });
  });

  it('would not without the expected version of an append', () => {
    expect(() => fc.assert(fc.property(story, (told) => keepsItsPromises(new Race(told, true).run())), { numRuns: INTERLEAVINGS, endOnFailure: true })).toThrow();
  });

  it('come to every kind of end in those', () => {
    for (const [what, times] of Object.entries(seen)) expect([what, times > INTERLEAVINGS / 200]).toEqual([what, true]);
  });

  function keepsItsPromises({ dials, stream, turns }: Race): void {
    expect(turns).toBeLessThan(MOST_TURNS);
    const { events } = stream;
    oneEnd(events);
    // No attempt is dialled twice, whoever believes that it is theirs.
    expect(new Set(dials.map(({ attemptId }) => attemptId)).size).toBe(dials.length);
    // Each call was in the log before it was dialled, and none while the fax was held or stopped, or after its last page.
    for (const { attemptId, atVersion } of dials) expect(events.slice(0, atVersion).some(({ data }) => 'attemptId' in data && data.attemptId === attemptId)).toBe(true);
    noDialWhileResting(stream);
  }

  function oneEnd(events: readonly FaxEvent[]): void {
    let closed = false;
    for (const { type } of events) {
      if (type === 'FaxRetry') closed = false;
      else expect(closed).toBe(false);
      if (TERMINAL.includes(type)) closed = true;
    }
  }

  function noDialWhileResting({ events, states }: Stream): void {
    for (const [index, { type }] of events.entries()) {
      if (type !== 'FaxAttemptInitiated' && type !== 'FaxRetryAttempted') continue;
      const before = states[index] ?? initialState;
      expect(['accepted', 'between_attempts', 'retry_requested']).toContain(before.phase);
      expect(before.pagesConfirmed).toBeLessThan(PAGES);
    }
  }

  function count(events: readonly FaxEvent[]): void {
    const has = (type: FaxEvent['type']) => Number(events.some((event) => event.type === type));
    seen.dialled += has('FaxAttemptInitiated');
    seen.stopped += has('FaxReceivedForCancel');
    seen.held += has('FaxHeld');
    seen.retried += has('FaxRetry');
    seen.sent += has('FaxSent');
    seen.failed += has('FaxFailed');
  }
});
