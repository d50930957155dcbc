/** Requests at one time: enough to fill a connection, and few enough that a sick server is not buried. */
const MAX_IN_FLIGHT = 64;
/** Nudges kept while the server is slow or away; beyond it they are dropped, and the sweeper finds the faxes. */
const MAX_WAITING = 10_000;

export interface NudgeQueueOptions {
  readonly send: (faxId: string) => Promise<void>;
  readonly onError: (error: unknown, faxId: string) => void;
  readonly maxInFlight?: number;
  readonly maxWaiting?: number;
}

/** Sends nudges one at a time per fax and a bounded number in all. Nudges of a fax that wait are one nudge. */
export class NudgeQueue {
  readonly #options: NudgeQueueOptions;
  readonly #waiting = new Set<string>();
  readonly #inFlight = new Map<string, Promise<void>>();
  #closed = false;

  constructor(options: NudgeQueueOptions) {
    this.#options = options;
  }

  /** One that is under way may have arrived before what the new one is about, so it does not count. */
  push(faxId: string): void {
    if (this.#closed) return;
    if (this.#waiting.size < (this.#options.maxWaiting ?? MAX_WAITING)) this.#waiting.add(faxId);
    this.#send();
  }

  has(faxId: string): boolean {
    return this.#waiting.has(faxId) || this.#inFlight.has(faxId);
  }

  /** Forgets what was not sent yet, waits for what is under way, and takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    await Promise.all(this.#inFlight.values());
  }

  #send(): void {
    for (const faxId of this.#waiting) {
      if (this.#inFlight.size >= (this.#options.maxInFlight ?? MAX_IN_FLIGHT)) return;
      if (this.#inFlight.has(faxId)) continue;
      this.#waiting.delete(faxId);
      this.#inFlight.set(faxId, this.#sendOne(faxId));
    }
  }

  async #sendOne(faxId: string): Promise<void> {
    try {
      await this.#options.send(faxId);
    } catch (error) {
      this.#options.onError(error, faxId);
    }
    this.#inFlight.delete(faxId);
    this.#send();
  }
}
