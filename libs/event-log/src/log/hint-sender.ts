import type { Queryable } from '../database/queryable.ts';
import { HINT_CHANNEL } from './append.ts';
import type { Hint } from './hint-listener.ts';

/** What waits while a batch is on its way; readers who were told of a thousand events look at them all anyway. */
const MAX_WAITING = 1_000;

const STATEMENT = { name: 'hint', text: 'SELECT pg_notify($1, hint) FROM unnest($2::text[]) AS hint' };

/**
 * Tells readers of events that are in the log. Not within the append: a transaction that notifies commits behind a lock
 * that the whole server shares, so that appends would wait for the disk one after the other (measured: a fifth of the
 * rate). A hint that is lost delays a reader until it looks by itself.
 */
export class HintSender {
  readonly #on: Queryable;
  #waiting: string[] = [];
  #sending = false;

  constructor(on: Queryable) {
    this.#on = on;
  }

  send({ stream, version, xid }: Hint): void {
    if (this.#waiting.length < MAX_WAITING) this.#waiting.push(JSON.stringify({ stream, version, xid }));
    if (!this.#sending) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#sending = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#on.query({ ...STATEMENT, values: [HINT_CHANNEL, batch] }).catch(() => undefined);
    }
    this.#sending = false;
  }
}
