import type { Clock } from '@faxwire/sip';

interface Waiter {
  readonly begin: () => void;
  readonly refuse: (reason: Error) => void;
}

/** Spreads the beginnings of calls: carriers refuse more than so many a second, and ours start a process each. */
export class CallPace {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  /** In order of arrival. Who leaves gives its turn to the next one: a turn is taken by a call that begins, and by nothing else. */
  readonly #waiting = new Set<Waiter>();
  #nextMs = Number.NEGATIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;

  constructor(clock: Clock, callsPerSecond: number) {
    this.#clock = clock;
    this.#intervalMs = 1000 / callsPerSecond;
  }

  /** Resolves when one more call may begin, at once where none began lately; rejects with the signal's reason. */
  async wait(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#waiting.size > 0 || this.#clock.now() < this.#nextMs) return this.#queue(signal);
    this.#nextMs = this.#clock.now() + this.#intervalMs;
  }

  /** Turns everybody away who waits. */
  refuseWaiting(reason: Error): void {
    for (const { refuse } of [...this.#waiting]) refuse(reason);
  }

  #queue(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = () => waiter.refuse(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
      const leave = (then: () => void) => {
        this.#waiting.delete(waiter);
        signal.removeEventListener('abort', onAbort);
        if (this.#waiting.size === 0) this.#stopTimer();
        then();
      };
      const waiter: Waiter = { begin: () => leave(resolve), refuse: (reason) => leave(() => reject(reason)) };
      signal.addEventListener('abort', onAbort);
      this.#waiting.add(waiter);
      this.#cancelTimer ??= this.#clock.schedule(this.#nextMs - this.#clock.now(), () => this.#beginNext());
    });
  }

  #beginNext(): void {
    this.#cancelTimer = undefined;
    const [first] = this.#waiting;
    if (!first) return;
    this.#nextMs = this.#clock.now() + this.#intervalMs;
    first.begin();
    if (this.#waiting.size > 0) this.#cancelTimer = this.#clock.schedule(this.#intervalMs, () => this.#beginNext());
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}
