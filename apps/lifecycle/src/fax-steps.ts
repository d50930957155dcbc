import { accelerate, next, type FaxState, type RetryPolicy, type Step } from '@faxwire/fax';
import type { ActiveStep, FaxSteps } from '@faxwire/lifecycle';
import { ChannelQueue } from './channel-queue.ts';
import type { LifecycleDependencies } from './lifecycle-dependencies.ts';
import { renderStep } from './render-step.ts';
import { transmitStep } from './transmit-step.ts';

/** A fax whose turn for a channel never came looks again by itself after this time. */
const CHANNEL_PATIENCE_MS = 30_000;

/** What the engine repeats durably: read the log, ask the plan; do the step, append what was learned. */
export class LoggedFaxSteps implements FaxSteps {
  readonly #deps: LifecycleDependencies;
  readonly #queue: ChannelQueue;

  constructor(deps: LifecycleDependencies) {
    this.#deps = deps;
    this.#queue = new ChannelQueue(deps.wake);
  }

  async next(faxId: string): Promise<Step> {
    const state = await this.#deps.faxes.load(faxId);
    const step = next(state, this.#deps.now(), this.#policyOf(state));
    return step.kind === 'transmit' && !step.begun ? this.#inTurn(state, step) : step;
  }

  /** A fax that waits for a channel rests like any other: it holds no driver, and can be stopped or come to its deadline. */
  #inTurn(state: FaxState, step: Step): Step {
    const route = this.#deps.transmitter.route(state);
    if (!route || this.#deps.transmitter.freeChannels(route.trunk) > 0) return step;
    this.#queue.join(route.trunk, state.faxId);
    return { kind: 'wait', until: this.#deps.now() + CHANNEL_PATIENCE_MS };
  }

  async act(faxId: string, step: ActiveStep): Promise<void> {
    await this.#deps.traced(`fax ${step.kind}`, { 'fax.id': faxId }, () => this.#do(faxId, step));
  }

  async #do(faxId: string, step: ActiveStep): Promise<void> {
    switch (step.kind) {
      case 'render':
        return renderStep(this.#deps, faxId);
      case 'transmit':
        return transmitStep(this.#deps, faxId, { step, released: (trunk) => this.#queue.next(trunk) });
      case 'close':
        return this.#close(faxId, step);
    }
  }

  async #close(faxId: string, step: Extract<ActiveStep, { kind: 'close' }>): Promise<void> {
    if (step.as === 'failed') await this.#deps.faxes.execute(faxId, { type: 'CloseAsFailed', cause: step.cause });
    else await this.#deps.faxes.execute(faxId, { type: step.as === 'sent' ? 'CloseAsSent' : 'CloseAsCancelled' });
  }

  /** On a trunk whose clock runs faster than ours the waits between attempts are shorter by the same factor. */
  #policyOf(state: FaxState): RetryPolicy {
    if (state.phase === 'absent') return this.#deps.policy;
    const factor = this.#deps.transmitter.route(state)?.timeFactor ?? 1;
    return factor === 1 ? this.#deps.policy : accelerate(this.#deps.policy, factor);
  }
}
