import type { Cancel, Clock } from '../clock.ts';

/** Named timers of one state machine; setting a name again replaces it. */
export class Timers {
  readonly #clock: Clock;
  readonly #running = new Map<string, Cancel>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(name: string, delayMs: number, run: () => void): void {
    this.clear(name);
    this.#running.set(
      name,
      this.#clock.schedule(delayMs, () => {
        this.#running.delete(name);
        run();
      }),
    );
  }

  /** Runs at `firstMs`, then after twice the time before, at most `capMs` apart, until cleared. */
  repeat(name: string, { firstMs, capMs }: { firstMs: number; capMs: number }, run: () => void): void {
    this.set(name, firstMs, () => {
      this.repeat(name, { firstMs: Math.min(firstMs * 2, capMs), capMs }, run);
      run();
    });
  }

  has(name: string): boolean {
    return this.#running.has(name);
  }

  clear(name: string): void {
    this.#running.get(name)?.();
    this.#running.delete(name);
  }

  clearAll(): void {
    for (const cancel of this.#running.values()) cancel();
    this.#running.clear();
  }
}
