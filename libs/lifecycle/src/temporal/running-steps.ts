/** What this process is at now, and the way to make it leave. */
export class RunningSteps {
  readonly #running = new Map<string, number>();
  readonly #leaving = new AbortController();

  /** Aborted when the process has no more time for what still runs. */
  get leaving(): AbortSignal {
    return this.#leaving.signal;
  }

  has(faxId: string): boolean {
    return this.#running.has(faxId);
  }

  async track<Result>(faxId: string, work: () => Promise<Result>): Promise<Result> {
    this.#count(faxId, 1);
    try {
      return await work();
    } finally {
      this.#count(faxId, -1);
    }
  }

  leave(): void {
    this.#leaving.abort();
  }

  #count(faxId: string, change: number): void {
    const count = (this.#running.get(faxId) ?? 0) + change;
    if (count > 0) this.#running.set(faxId, count);
    else this.#running.delete(faxId);
  }
}
