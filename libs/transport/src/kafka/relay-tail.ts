import type { Checkpoint, EventLog, Hint, StoredEvent } from '@faxwire/event-log';
import { FIRST_LOOK_AGAIN_MS, MAX_LOOK_AGAIN_MS, POLL_MS } from '../limits.ts';
import { Wake } from '../log/wake.ts';
import { RELAY_BATCH_EVENTS } from './kafka-limits.ts';

/** The tail of the log as the relay reads it: woken by hints, looking by itself where they fail. */
export class RelayTail {
  readonly #log: EventLog;
  readonly #wake = new Wake();
  #hintedXid = 0n;
  #lookAgainMs = FIRST_LOOK_AGAIN_MS;

  constructor(log: EventLog) {
    this.#log = log;
  }

  hint(hint: Hint | undefined): void {
    const xid = BigInt(hint?.xid ?? 0);
    if (xid > this.#hintedXid) this.#hintedXid = xid;
    this.#wake.call();
  }

  /** Ends a wait. */
  wake(): void {
    this.#wake.call();
  }

  async read(after: Checkpoint): Promise<StoredEvent[]> {
    const events = await this.#log.tail({ after, limit: RELAY_BATCH_EVENTS });
    if (events.length > 0) this.#lookAgainMs = FIRST_LOOK_AGAIN_MS;
    return events;
  }

  /** Until something may be there. A hinted event stays hidden while an older transaction is open. */
  async wait(after: Checkpoint): Promise<void> {
    const hidden = this.#hintedXid > BigInt(after.xid);
    await this.#wake.wait(hidden ? this.#lookAgainMs : POLL_MS);
    this.#lookAgainMs = hidden ? Math.min(this.#lookAgainMs * 2, MAX_LOOK_AGAIN_MS) : FIRST_LOOK_AGAIN_MS;
  }

  async pause(ms: number): Promise<void> {
    await this.#wake.wait(ms);
  }
}
