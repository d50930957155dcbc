/** Readings in milliseconds, each of an origin of its own. */
export interface Readings {
  readonly wallMs: () => number;
  /** Processor time that this process was given. */
  readonly cpuMs: () => number;
}

/** A timer fires on the next whole millisecond and is woken from sleep: so much late is not the machine's doing. */
const WAKE_MS = 2;

/** The time of a thread that has a core to itself: it stands still while other programs have the core. Without it the slip of a bench on a shared machine is the slip of the machine. */
export class OwnCoreClock {
  #wallMs: number;
  #cpuMs: number;
  #stolenMs = 0;

  constructor(private readonly readings: Readings) {
    this.#wallMs = readings.wallMs();
    this.#cpuMs = readings.cpuMs();
  }

  /** While the thread works: what was not its processor time since the last look was another's. */
  now(): number {
    const { wallMs, cpuMs } = this.#elapsed();
    this.#stolenMs += Math.max(0, wallMs - cpuMs);
    return this.#wallMs - this.#stolenMs;
  }

  /** After a sleep that was to end at this time of the clock: what it is later, was neither our own work nor the way of a timer, is another's too. */
  wake(dueMs: number): number {
    const { cpuMs } = this.#elapsed();
    const lateMs = this.#wallMs - this.#stolenMs - dueMs;
    this.#stolenMs += Math.max(0, lateMs - Math.max(WAKE_MS, cpuMs));
    return this.#wallMs - this.#stolenMs;
  }

  /** All that others had, ms. */
  get stolenMs(): number {
    return this.#stolenMs;
  }

  #elapsed(): { readonly wallMs: number; readonly cpuMs: number } {
    const [wallMs, cpuMs] = [this.readings.wallMs(), this.readings.cpuMs()];
    const elapsed = { wallMs: wallMs - this.#wallMs, cpuMs: cpuMs - this.#cpuMs };
    [this.#wallMs, this.#cpuMs] = [wallMs, cpuMs];
    return elapsed;
  }
}
