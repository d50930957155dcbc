import { Timers } from '../transaction/timers.ts';
import type { Clock } from '../clock.ts';
import type { SessionTerms } from './session-terms.ts';

/** RFC 4028 10: the BYE goes out so long before the end, so that the far end still knows the call. */
const GUARD_SECONDS_MAX = 32;
/** A refresh that did not succeed is tried again after this part of the interval. */
const RETRY_PART = 12;

export interface SessionTimerEvents {
  onRefreshDue(): void;
  onExpired(): void;
}

/** Counts down what was agreed; every refresh in either direction begins it anew. */
export class SessionTimer {
  readonly #timers: Timers;
  readonly #events: SessionTimerEvents;
  #terms: SessionTerms | undefined;

  constructor(clock: Clock, events: SessionTimerEvents) {
    this.#timers = new Timers(clock);
    this.#events = events;
  }

  get terms(): SessionTerms | undefined {
    return this.#terms;
  }

  /** Undefined: this call does not expire. */
  restart(terms: SessionTerms | undefined): void {
    this.stop();
    this.#terms = terms;
    if (terms === undefined) return;
    const lastSeconds = terms.seconds - Math.min(GUARD_SECONDS_MAX, terms.seconds / 3);
    this.#timers.set('expiry', lastSeconds * 1_000, () => this.#expire());
    if (terms.refresher === 'us') this.#refreshIn(terms.seconds / 2, terms.seconds / RETRY_PART);
  }

  stop(): void {
    this.#timers.clearAll();
  }

  #refreshIn(seconds: number, thenSeconds: number): void {
    this.#timers.set('refresh', seconds * 1_000, () => {
      this.#refreshIn(thenSeconds, thenSeconds);
      this.#events.onRefreshDue();
    });
  }

  #expire(): void {
    this.stop();
    this.#events.onExpired();
  }
}
