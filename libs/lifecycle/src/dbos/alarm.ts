import type { TimerStore } from '../lifecycle-engine.ts';

/** setTimeout holds at most 31 bits of milliseconds. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;
/** One batch of due faxes; the rest follow at once, in the next. */
const DUE_BATCH = 200;
/** The store did not answer: look again. */
const RETRY_MS = 1_000;

/** One timer for all resting faxes, set to the earliest. */
export class Alarm {
  readonly #timers: TimerStore;
  readonly #wake: (faxId: string) => void;
  readonly #now: () => number;
  #timeout: NodeJS.Timeout | undefined;
  #setFor = Infinity;
  #stopped = true;
  #ringing: Promise<void> = Promise.resolve();

  constructor(timers: TimerStore, wake: (faxId: string) => void, now: () => number) {
    this.#timers = timers;
    this.#wake = wake;
    this.#now = now;
  }

  start(): void {
    this.#stopped = false;
    this.#set(this.#now());
  }

  /** A fax rests until then: ring no later. */
  rings(until: number): void {
    if (until < this.#setFor) this.#set(until);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timeout);
    await this.#ringing;
  }

  #set(at: number): void {
    clearTimeout(this.#timeout);
    if (this.#stopped) return;
    this.#setFor = at;
    const delay = Math.min(Math.max(at - this.#now(), 0), MAX_TIMEOUT_MS);
    this.#timeout = setTimeout(() => {
      this.#ringing = this.#ring();
    }, delay);
  }

  async #ring(): Promise<void> {
    this.#setFor = Infinity;
    try {
      const due = await this.#timers.takeDue(this.#now(), DUE_BATCH);
      for (const faxId of due) this.#wake(faxId);
      const earliest = await this.#timers.earliest();
      if (earliest !== undefined) this.rings(earliest);
    } catch {
      // The database is away; its absence is reported by whoever needs it. The alarm only must not die of it.
      this.rings(this.#now() + RETRY_MS);
    }
  }
}
