import type { MonotonicClock } from '../channel/monotonic-clock.ts';

interface Alarm {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that stands still until the test moves it. */
export class MovedClock implements MonotonicClock {
  readonly #alarms = new Set<Alarm>();
  #now = 0;

  now(): number {
    return this.#now;
  }

  get alarms(): number {
    return this.#alarms.size;
  }

  after(ms: number, wake: () => void): () => void {
    const alarm = { at: this.#now + ms, wake };
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  }

  /** Alarms ring in their order, and whoever they wake gets on as far as it can. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await new Promise((resolve) => setImmediate(resolve));
    for (;;) {
      const [next] = [...this.#alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = until;
  }

  /** As for a process that is stopped: time passes and no alarm rings. */
  freeze(ms: number): void {
    this.#now += ms;
  }
}
