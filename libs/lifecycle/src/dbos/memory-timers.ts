import type { TimerStore } from '../lifecycle-engine.ts';

/** What the database does for the real ones. */
export class MemoryTimers implements TimerStore {
  readonly #due = new Map<string, number>();

  async rest(faxId: string, until: number | undefined): Promise<void> {
    if (until === undefined) this.#due.delete(faxId);
    else this.#due.set(faxId, until);
  }

  async takeDue(now: number, limit: number): Promise<readonly string[]> {
    const due = [...this.#due].filter(([, at]) => at <= now).slice(0, limit).map(([faxId]) => faxId);
    for (const faxId of due) this.#due.delete(faxId);
    return due;
  }

  async earliest(): Promise<number | undefined> {
    return this.#due.size === 0 ? undefined : Math.min(...this.#due.values());
  }
}
