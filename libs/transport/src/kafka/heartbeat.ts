import { HEARTBEAT_MS } from './kafka-limits.ts';

export interface HeartbeatOptions {
  readonly beat: () => Promise<void>;
  /** How long one message may be in hand. */
  readonly limitMs: number;
  /** It took longer. From then on there is no heartbeat any more. */
  readonly onExpired: () => void;
}

/**
 * Keeps the group's membership alive while a handler runs, and hears there that the group is sharing itself out anew. A
 * handler that never ends must not keep its partition for ever: without word the broker gives it to another.
 */
export class Heartbeat {
  readonly #timer: NodeJS.Timeout;
  #refused = false;
  #beganAt = performance.now();

  constructor({ beat, limitMs, onExpired }: HeartbeatOptions) {
    this.#timer = setInterval(() => {
      if (performance.now() - this.#beganAt > limitMs) {
        this.#refused = true;
        this.stop();
        onExpired();
      } else {
        beat().catch(() => (this.#refused = true));
      }
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
