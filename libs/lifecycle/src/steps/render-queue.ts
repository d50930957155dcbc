/** Faxes remembered; beyond it they come back by their timers alone. */
const MAX_QUEUED = 10_000;
/** A fax that was let in and never came gives its place back. */
const LET_IN_MS = 10_000;

interface RenderQueueOptions {
  readonly limit: number;
  readonly wake: (faxId: string) => void;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/**
 * Faxes that wait to be rendered, in order of arrival and at rest: what stands in the engine's slots is only what is being
 * rendered, so that a burst of new faxes does not keep others from closing or from taking their channel.
 */
export class RenderQueue {
  readonly #options: RenderQueueOptions;
  /** Until when each has its place, ms since the epoch. */
  readonly #inside = new Map<string, number>();
  readonly #waiting = new Set<string>();

  constructor(options: RenderQueueOptions) {
    this.#options = options;
  }

  /** True when the fax may be rendered now; otherwise it is woken in its turn. */
  enter(faxId: string): boolean {
    const { limit, now } = this.#options;
    this.#forgetLate();
    if (this.#inside.has(faxId) || this.#inside.size < limit) {
      this.#waiting.delete(faxId);
      this.#inside.set(faxId, now() + LET_IN_MS);
      return true;
    }
    if (this.#waiting.size < MAX_QUEUED) this.#waiting.add(faxId);
    return false;
  }

  /** Runs the rendering of a fax that was let in, and calls the next one. */
  async render(faxId: string, work: () => Promise<void>): Promise<void> {
    this.#inside.set(faxId, Infinity);
    try {
      await work();
    } finally {
      this.#inside.delete(faxId);
      this.#callNext();
    }
  }

  #callNext(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#waiting.delete(first);
    this.#options.wake(first);
  }

  #forgetLate(): void {
    const now = this.#options.now();
    for (const [faxId, until] of this.#inside) if (until < now) this.#inside.delete(faxId);
  }
}
