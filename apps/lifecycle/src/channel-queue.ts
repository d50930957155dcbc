/** Faxes remembered per trunk; beyond it they come back by their timers alone. */
const MAX_QUEUED = 10_000;

/** Faxes that found every channel of their trunk taken: parked, and woken in order as channels come free. */
export class ChannelQueue {
  readonly #queues = new Map<string, Set<string>>();
  readonly #wake: (faxId: string) => void;

  constructor(wake: (faxId: string) => void) {
    this.#wake = wake;
  }

  join(trunk: string, faxId: string): void {
    const queue = this.#queues.get(trunk) ?? new Set();
    if (queue.size < MAX_QUEUED) queue.add(faxId);
    this.#queues.set(trunk, queue);
  }

  /** A channel of the trunk came free. */
  next(trunk: string): void {
    const queue = this.#queues.get(trunk);
    const [first] = queue ?? [];
    if (first === undefined) return;
    queue?.delete(first);
    this.#wake(first);
  }
}
