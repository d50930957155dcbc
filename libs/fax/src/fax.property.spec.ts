import fc from 'fast-check';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { FaxCommand } from './fax-command.ts';
import type { FaxEvent } from './fax-event.ts';
import { FAILURE_CAUSES, type FailureCause } from './failure-cause.ts';
import { initialState, openAttempt, type FaxState } from './fax-state.ts';
import { received, rendered } from './fax-story.ts';
import { next, type Step, type TransmitStep } from './plan.ts';
import { DEFAULT_RETRY_POLICY, MAX_AUTOMATIC_ATTEMPTS } from './retry-policy.ts';

/** A world that a fax lives in: what befalls each attempt, and what its sender does at which moment. */
interface World {
  readonly pageCount: number;
  readonly attempts: readonly { readonly pages: number; readonly negotiated: boolean; readonly cause: FailureCause; readonly crash: boolean }[];
  readonly user: readonly { readonly afterStep: number; readonly command: 'HoldFax' | 'ReviveFax' | 'StopFax' | 'RetryFax' }[];
}

const world: fc.Arbitrary<World> = fc.record({
  pageCount: fc.integer({ min: 1, max: 4 }),
  attempts: fc.array(
    fc.record({
      pages: fc.integer({ min: 0, max: 5 }),
      negotiated: fc.boolean(),
      cause: fc.constantFrom(...(Object.keys(FAILURE_CAUSES) as FailureCause[])),
      crash: fc.boolean(),
    }),
    { maxLength: 12 },
  ),
  user: fc.array(
    fc.record({ afterStep: fc.integer({ min: 0, max: 30 }), command: fc.constantFrom('HoldFax' as const, 'ReviveFax' as const, 'StopFax' as const, 'RetryFax' as const) }),
    { maxLength: 8 },
  ),
});

const MOST_STEPS = 400;

/** Plays a world to its end: plan, act, obey the user; and keeps everything that was recorded. */
class Play {
  state: FaxState = initialState;
  readonly events: FaxEvent[] = [];
  readonly dialled: { readonly atVersion: number; readonly phase: string }[] = [];
  now = 0;
  steps = 0;
  readonly #world: World;
  #attempt = 0;

  constructor(script: World) {
    this.#world = script;
    this.#record(received());
  }

  run(): this {
    for (; this.steps < MOST_STEPS; this.steps++) {
      for (const { afterStep, command } of this.#world.user) if (afterStep === this.steps) this.#do({ type: command });
      const step = next(this.state, this.now, DEFAULT_RETRY_POLICY);
      if (step.kind === 'stop' && !this.#userStillComes()) return this;
      if (step.kind === 'wait' && step.until === undefined && !this.#userStillComes()) return this;
      this.#act(step);
    }
    return this;
  }

  #userStillComes = (): boolean => this.#world.user.some(({ afterStep }) => afterStep > this.steps);

  #act(step: Step): void {
    if (step.kind === 'render') this.#record(rendered(this.#world.pageCount, this.now));
    else if (step.kind === 'wait') this.now = step.until ?? this.now;
    else if (step.kind === 'close' && step.as === 'sent') this.#do({ type: 'CloseAsSent' });
    else if (step.kind === 'close' && step.as === 'cancelled') this.#do({ type: 'CloseAsCancelled' });
    else if (step.kind === 'close' && step.as === 'failed') this.#do({ type: 'CloseAsFailed', cause: step.cause });
    else if (step.kind === 'transmit') this.#transmit(step);
  }

  #transmit(step: TransmitStep): void {
    if (step.begun) return this.#fail('interrupted');
    if (!this.#do({ type: 'InitiateAttempt', ...step, trunk: 't', callerNumber: '' })) return;
    this.dialled.push({ atVersion: this.state.version, phase: this.state.phase });
    const fate = this.#world.attempts[this.#attempt++] ?? { pages: 9, negotiated: true, cause: 'busy', crash: false };
    const claim = openAttempt(this.state);
    if (!claim) throw new Error('an attempt was initiated and is not open');
    if (fate.negotiated) this.#do({ type: 'RecordNegotiation', ...claim, negotiation: { bitRate: 14_400, ecm: true, compression: 'MMR', resolution: '' } });
    for (let sent = 0; fate.negotiated && sent < fate.pages && this.state.pagesConfirmed < this.#world.pageCount; sent++) {
      this.#do({ type: 'RecordPage', ...claim, page: { page: this.state.pagesConfirmed, bitRate: 1, badRows: 0, bytes: 1 } });
    }
    if (!fate.crash) this.#fail(fate.cause);
  }

  #fail(cause: FailureCause): void {
    const claim = openAttempt(this.state);
    if (claim) this.#do({ type: 'RecordAttemptFailure', ...claim, failure: { cause, detail: '' }, jitter: 0.3 });
  }

  #do(command: FaxCommand): boolean {
    const decision = decide(command, this.state, this.now);
    if (!decision.ok) return false;
    for (const event of decision.events) this.#record(event);
    return decision.events.length > 0;
  }

  #record(event: FaxEvent): void {
    this.events.push(event);
    this.state = evolve(this.state, event);
    this.now += 10;
  }
}

const types = (play: Play): string[] => play.events.map((event) => event.type);

describe('whatever happens to a fax', () => {
  it('the plan comes to an end, and the fax with it unless it is held', () => {
    fc.assert(fc.property(world, (script) => {
      const play = new Play(script).run();
      expect(play.steps).toBeLessThan(MOST_STEPS);
      expect(['sent', 'failed', 'cancelled', 'held']).toContain(play.state.phase);
    }));
  });

  it('it has at most one terminal state, which only a manual retry reopens', () => {
    fc.assert(fc.property(world, (script) => {
      let closed = false;
      for (const type of types(new Play(script).run())) {
        if (type === 'FaxRetry') closed = false;
        else if (type !== 'FaxWebhookUpdateFailed') expect(closed).toBe(false);
        if (['FaxSent', 'FaxFailed', 'FaxCancelled'].includes(type)) closed = true;
      }
    }));
  });

  it('it is dialled at most five times by itself, and once for each manual retry', () => {
    fc.assert(fc.property(world, (script) => {
      const all = types(new Play(script).run());
      expect(all.filter((type) => type === 'FaxAttemptInitiated').length).toBeLessThanOrEqual(MAX_AUTOMATIC_ATTEMPTS);
      expect(all.filter((type) => type === 'FaxRetryAttempted').length).toBeLessThanOrEqual(all.filter((type) => type === 'FaxRetry').length);
    }));
  });

  it('no page is sent again that was confirmed, and nothing is dialled after the last one', () => {
    fc.assert(fc.property(world, (script) => {
      const play = new Play(script).run();
      const pages = play.events.flatMap((event) => (event.type === 'PageSent' ? [event.data.page] : []));
      expect(pages).toEqual(pages.map((_, index) => index));
      const last = play.events.findIndex((event) => event.type === 'PageSent' && event.data.page === script.pageCount - 1);
      if (last >= 0) expect(types(play).slice(last)).not.toContain('FaxAttemptInitiated');
    }));
  });

  it('sent means that every page was confirmed', () => {
    fc.assert(fc.property(world, (script) => {
      const play = new Play(script).run();
      expect(play.state.phase === 'sent').toBe(play.state.pagesConfirmed === script.pageCount);
    }));
  });
});
