import type { Clock } from '../delivery/clock.ts';

/** Time that stands still until it is moved. */
export class ManualClock implements Clock {
  #now: number;
  readonly #alarms = new Set<{ readonly time: number; readonly run: () => void }>();

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  at(time: number, run: () => void): () => void {
    const alarm = { time, run };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** The earliest time that somebody wants to be woken at. */
  nextAlarm(): number | undefined {
    return this.#alarms.size === 0 ? undefined : Math.min(...[...this.#alarms].map(({ time }) => time));
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const alarm of [...this.#alarms]) {
      if (alarm.time > this.#now) continue;
      this.#alarms.delete(alarm);
      alarm.run();
    }
  }
}
