import { accelerate, next, type FaxState, type RetryPolicy, type Step } from '@faxwire/fax';
import type { ActiveStep, FaxSteps } from '../drive.ts';
import { interruptedStep } from './interrupted-step.ts';
import { RenderQueue } from './render-queue.ts';
import { salvageStep } from './salvage-step.ts';
import { renderStep } from './render-step.ts';
import type { BookkeepingDependencies } from './step-dependencies.ts';

/** A fax whose turn for a channel or a renderer was never called looks again by itself after this time. */
const TURN_PATIENCE_MS = 30_000;
/** How soon an attempt that is live in some worker is looked at again, in case that worker dies. */
const LIVE_ATTEMPT_LOOK_MS = 5_000;

export interface DescribedStep {
  readonly step: Step;
  readonly attributes: { readonly tenantId: string; readonly status: string; readonly attempts: number };
}

/** What the engine repeats durably: read the log, ask the plan; do the step, append what was learned. */
export class LoggedFaxSteps implements FaxSteps {
  readonly #deps: BookkeepingDependencies;
  readonly #rendering: RenderQueue;

  constructor(deps: BookkeepingDependencies) {
    this.#deps = deps;
    this.#rendering = new RenderQueue({ limit: deps.rendersAtOnce, wake: deps.wake, now: deps.now });
  }

  async next(faxId: string): Promise<Step> {
    return (await this.described(faxId)).step;
  }

  /** The step, with what the fax is to be found by where it is driven. */
  async described(faxId: string): Promise<DescribedStep> {
    const state = await this.#deps.faxes.load(faxId);
    const step = await this.#stepOf(state);
    return { step, attributes: { tenantId: state.tenantId, status: state.status, attempts: state.attempts.length } };
  }

  async #stepOf(state: FaxState): Promise<Step> {
    const step = await this.#planned(state);
    if (step.kind === 'transmit') return step.begun ? this.#afterItsWorker(state, step) : this.#inTurn(state, step);
    if (step.kind === 'salvage') return this.#afterItsWorker(state, step);
    // Whoever waited for a channel and was held, stopped or closed meanwhile makes room.
    if (step.kind !== 'render') {
      this.#rendering.leave(state);
      await this.#deps.channels.withdraw(state.faxId);
    } else if (!this.#rendering.enter(state)) return { kind: 'wait', until: this.#deps.now() + TURN_PATIENCE_MS };
    return step;
  }

  /** What is known of the number is asked for where it is about to be dialled, or given up on as its time is over, and only there. */
  async #planned(state: FaxState): Promise<Step> {
    const policy = this.#policyOf(state);
    const step = next(state, this.#deps.now(), policy);
    const depends = step.kind === 'transmit' ? !step.begun : step.kind === 'close' && step.as === 'failed' && step.cause === 'deadline_exceeded';
    if (!depends) return step;
    const route = this.#deps.router.route(state);
    const terms = await this.#deps.dialling.termsOf(state, route?.trunk);
    return next(state, this.#deps.now(), { ...policy, terms: { ...terms, hasAudio: route?.leavesT38 ?? false } });
  }

  async act(faxId: string, step: ActiveStep): Promise<void> {
    await this.#deps.traced(`fax ${step.kind}`, { 'fax.id': faxId }, () => this.#do(faxId, step));
  }

  /** A fax that waits for a channel rests like any other: it holds no driver, and can be stopped or come to its deadline. */
  async #inTurn(state: FaxState, step: Step): Promise<Step> {
    const route = this.#deps.router.route(state);
    if (!route) return step;
    const { faxId, tenantId, phoneNumber, priority } = state;
    const { trunk, channels, callsPerNumber } = route;
    const claimed = await this.#deps.channels.claim({ faxId, tenantId, phoneNumber, trunk, channels, callsPerNumber, priority });
    if (claimed === 'waiting') return { kind: 'wait', until: this.#deps.now() + TURN_PATIENCE_MS };
    // Somebody else is about to begin the same attempt.
    return this.#afterItsWorker(state, step);
  }

  /** A fax on somebody's channel belongs to that worker for as long as that one is alive; then it is closed. */
  async #afterItsWorker({ faxId }: FaxState, step: Step): Promise<Step> {
    const live = await this.#deps.channels.isHeld(faxId);
    return live ? { kind: 'wait', until: this.#deps.now() + LIVE_ATTEMPT_LOOK_MS } : step;
  }

  async #do(faxId: string, step: ActiveStep): Promise<void> {
    switch (step.kind) {
      case 'render':
        return this.#rendering.render(faxId, () => renderStep(this.#deps, faxId));
      case 'transmit':
        return step.begun ? interruptedStep(this.#deps, faxId, step) : this.#transmit(faxId, step);
      case 'salvage':
        return salvageStep(this.#deps, faxId);
      case 'close':
        return this.#close(faxId, step);
    }
  }

  async #transmit(faxId: string, step: Extract<ActiveStep, { kind: 'transmit' }>): Promise<void> {
    if (!this.#deps.transmit) throw new Error('Transmissions belong to the media workers.');
    await this.#deps.transmit(faxId, step);
  }

  async #close(faxId: string, step: Extract<ActiveStep, { kind: 'close' }>): Promise<void> {
    if (step.as === 'failed') await this.#deps.faxes.execute(faxId, { type: 'CloseAsFailed', cause: step.cause });
    else await this.#deps.faxes.execute(faxId, { type: step.as === 'sent' ? 'CloseAsSent' : 'CloseAsCancelled' });
  }

  /** On a trunk whose clock runs faster than ours the waits between attempts are shorter by the same factor. */
  #policyOf(state: FaxState): RetryPolicy {
    if (state.phase === 'absent') return this.#deps.policy;
    return accelerate(this.#deps.policy, this.#deps.router.route(state)?.timeFactor ?? 1);
  }
}
