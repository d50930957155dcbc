import { START, type Checkpoint, type ConnectionOptions, type EventLog, type Hint, type Lag, type StoredEvent } from '@faxwire/event-log';
import type { Subscription, SubscriptionOptions } from '../event-source.ts';
import { BATCH_SIZE, FIRST_LOOK_AGAIN_MS, FIRST_RETRY_MS, LOCK_RETRY_MS, MAX_LOOK_AGAIN_MS, MAX_WAIT_MS, POLL_MS } from '../limits.ts';
import { openCheckpoint } from './consumer-checkpoint.ts';
import { Delivery, type OnDeadLetter, type OnError } from './delivery.ts';
import { leaseGroup, type GroupLease } from './group-lease.ts';
import { TrailingCheckpoint } from './trailing-checkpoint.ts';
import { Wake } from './wake.ts';

export interface LogSubscriptionOptions extends SubscriptionOptions {
  readonly log: EventLog;
  readonly connection: ConnectionOptions;
  /** A failed try, a lost connection: for the log. The subscription goes on by itself. */
  readonly onError: OnError;
  readonly onDeadLetter?: OnDeadLetter;
  /** Where the group stands in the database, asked on another connection. */
  readonly storedCheckpoint: () => Promise<Checkpoint | undefined>;
  readonly onStopped: () => void;
}

export class LogSubscription implements Subscription {
  readonly #options: LogSubscriptionOptions;
  readonly #wake = new Wake();
  readonly #delivery: Delivery;
  readonly #ended: Promise<void>;
  #stopping = false;
  #hintedXid = 0n;

  constructor(options: LogSubscriptionOptions) {
    this.#options = options;
    this.#delivery = new Delivery(options, { wait: (ms) => this.#pause(ms), stopping: () => this.#stopping });
    this.#ended = this.#run().finally(options.onStopped);
    if (options.signal?.aborted) void this.stop();
    options.signal?.addEventListener('abort', () => void this.stop(), { once: true });
  }

  get group(): string {
    return this.#options.group;
  }

  async lag(): Promise<Lag> {
    return this.#options.log.lagBehind((await this.#options.storedCheckpoint()) ?? START);
  }

  stop(): Promise<void> {
    this.#stopping = true;
    this.#wake.call();
    return this.#ended;
  }

  hint(hint: Hint | undefined): void {
    const xid = BigInt(hint?.xid ?? 0);
    if (xid > this.#hintedXid) this.#hintedXid = xid;
    this.#wake.call();
  }

  async #run(): Promise<void> {
    let waitMs = FIRST_RETRY_MS;
    while (!this.#stopping) {
      try {
        const had = await this.#withLease();
        waitMs = FIRST_RETRY_MS;
        if (!had) await this.#pause(LOCK_RETRY_MS);
      } catch (error) {
        this.#options.onError(error, { group: this.group });
        await this.#pause(waitMs);
        waitMs = Math.min(waitMs * 2, MAX_WAIT_MS);
      }
    }
  }

  /** False where another process reads for the group. */
  async #withLease(): Promise<boolean> {
    const lease = await leaseGroup(this.#options.connection, this.group);
    if (!lease) return false;
    lease.lost.addEventListener('abort', () => this.#wake.call(), { once: true });
    try {
      await this.#consume(lease);
    } finally {
      await lease.release();
    }
    return true;
  }

  async #consume(lease: GroupLease): Promise<void> {
    const { group, log, fromStart = true } = this.#options;
    let after = await openCheckpoint(lease.client, group, fromStart);
    let lookAgainMs = FIRST_LOOK_AGAIN_MS;
    while (!this.#stopping && !lease.lost.aborted) {
      const events = await log.tail({ after, limit: BATCH_SIZE }, lease.client);
      if (events.length > 0) {
        after = (await this.#handleBatch(lease, events)) ?? after;
        lookAgainMs = FIRST_LOOK_AGAIN_MS;
        continue;
      }
      await this.#delivery.replay(lease.client);
      const hidden = this.#hintedXid > BigInt(after.xid);
      await this.#wake.wait(hidden ? lookAgainMs : POLL_MS);
      lookAgainMs = hidden ? Math.min(lookAgainMs * 2, MAX_LOOK_AGAIN_MS) : FIRST_LOOK_AGAIN_MS;
    }
    if (lease.lost.aborted && !this.#stopping) throw new Error('The connection of the consumer group was lost.');
  }

  /** Answers with the last event that is done. Once stopping, leaves the rest of the batch for later. */
  async #handleBatch({ client }: GroupLease, events: readonly StoredEvent[]): Promise<Checkpoint | undefined> {
    const { group, types } = this.#options;
    const trailing = new TrailingCheckpoint(client, group);
    let done: Checkpoint | undefined;
    try {
      for (const event of events) {
        if (this.#stopping) break;
        const wanted = types === undefined || types.includes(event.event.type);
        const outcome = wanted ? await this.#delivery.deliver(client, event, trailing) : 'pending';
        if (outcome === 'abandoned') break;
        done = event;
        await trailing.passed(event, outcome === 'stored');
      }
    } finally {
      await trailing.store();
    }
    return done;
  }

  async #pause(ms: number): Promise<void> {
    const until = performance.now() + ms;
    while (!this.#stopping && performance.now() < until) await this.#wake.wait(until - performance.now());
  }
}
