import type { Clock } from '@faxwire/sip';

/** Spreads the beginnings of calls: carriers refuse more than so many a second, and ours start a process each. */
export class CallPace {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #waiting = new Set<(reason: Error) => void>();
  #nextMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, callsPerSecond: number) {
    this.#clock = clock;
    this.#intervalMs = 1000 / callsPerSecond;
  }

  /** Resolves when one more call may begin, at once where none began lately; rejects with the signal's reason. */
  async wait(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const at = Math.max(now, this.#nextMs);
    this.#nextMs = at + this.#intervalMs;
    if (at > now) await this.#until(at - now, signal);
    signal.throwIfAborted();
  }

  /** Turns everybody away who waits. */
  refuseWaiting(reason: Error): void {
    for (const refuse of [...this.#waiting]) refuse(reason);
  }

  #until(delayMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (then: () => void) => {
        cancel();
        signal.removeEventListener('abort', settle);
        this.#waiting.delete(refuse);
        then();
      };
      const settle = () => leave(resolve);
      const refuse = (reason: Error) => leave(() => reject(reason));
      const cancel = this.#clock.schedule(delayMs, settle);
      signal.addEventListener('abort', settle);
      this.#waiting.add(refuse);
    });
  }
}
