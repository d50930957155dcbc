import type { TimerName } from './timers.ts';
import { TIMER_MS } from './timers.ts';

/** Timers by name, on a clock that others move. */
export class TimerSet {
  readonly #due = new Map<TimerName, number>();

  arm(name: TimerName, nowMs: number, durationMs: number = TIMER_MS[name]): void {
    this.#due.set(name, nowMs + durationMs);
  }

  disarm(...names: readonly TimerName[]): void {
    for (const name of names) this.#due.delete(name);
  }

  isArmed(name: TimerName): boolean {
    return this.#due.has(name);
  }

  clear(): void {
    this.#due.clear();
  }

  get nextDueMs(): number | undefined {
    return this.#due.size === 0 ? undefined : Math.min(...this.#due.values());
  }

  /** Takes the one that is due first; undefined when none is. */
  takeDue(nowMs: number): TimerName | undefined {
    let first: [TimerName, number] | undefined;
    for (const entry of this.#due) if (entry[1] <= nowMs && (!first || entry[1] < first[1])) first = entry;
    if (first) this.#due.delete(first[0]);
    return first?.[0];
  }
}
