import { HANDLER_LIMIT_MS } from '../limits.ts';
import { HEARTBEAT_MS } from './kafka-limits.ts';

/** Keeps the group's membership alive while a handler runs, and hears there that the group is sharing itself out anew. */
export class Heartbeat {
  readonly #timer: NodeJS.Timeout;
  #refused = false;
  #beganAt = performance.now();

  constructor(heartbeat: () => Promise<void>) {
    this.#timer = setInterval(() => {
      // A handler that never ends must not keep its partition for ever: without word the broker gives it to another.
      if (performance.now() - this.#beganAt > HANDLER_LIMIT_MS) return;
      heartbeat().catch(() => (this.#refused = true));
    }, HEARTBEAT_MS);
  }

  /** The group is being shared out anew, or we are no member any more: the batch ends after the message in hand. */
  get refused(): boolean {
    return this.#refused;
  }

  /** Another message is in hand. */
  next(): void {
    this.#beganAt = performance.now();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
