import type { ConnectionOptions, EventLog, HintListener } from '@faxwire/event-log';
import type pg from 'pg';
import type { EventSource, Subscription, SubscriptionOptions } from '../event-source.ts';
import { readCheckpoint } from './consumer-checkpoint.ts';
import { replayDeadLetters } from './dead-letter.ts';
import type { OnDeadLetter, OnError } from './delivery.ts';
import { LogSubscription } from './log-subscription.ts';

export interface LogEventSourceOptions {
  readonly log: EventLog;
  /** A `Database` fits. Every subscription has a connection of its own, outside the pool. */
  readonly database: ConnectionOptions & { readonly pool: pg.Pool };
  /** A failed try or a lost connection, for the log; the source goes on by itself. */
  readonly onError?: OnError;
  /** An event was set aside; somebody has to look at it. */
  readonly onDeadLetter?: OnDeadLetter;
}

/** Consumer groups that read the tail of the event log. */
export class LogEventSource implements EventSource {
  readonly checks: EventSource['checks'] = {};
  readonly #options: LogEventSourceOptions;
  readonly #subscriptions = new Set<LogSubscription>();
  #listener: HintListener | undefined;

  constructor(options: LogEventSourceOptions) {
    this.#options = options;
  }

  subscribe(options: SubscriptionOptions): Subscription {
    const { log, database, onDeadLetter = () => {}, onError = () => {} } = this.#options;
    const { pool, ...connection } = database;
    this.#listener ??= log.listen((hint) => this.#subscriptions.forEach((subscription) => subscription.hint(hint)));
    const subscription: LogSubscription = new LogSubscription({
      ...options,
      log,
      connection,
      onError,
      onDeadLetter,
      storedCheckpoint: () => readCheckpoint(pool, options.group),
      onStopped: () => this.#subscriptions.delete(subscription),
    });
    this.#subscriptions.add(subscription);
    return subscription;
  }

  /** Has the group handle its dead letters again, wherever its reader runs; it begins within seconds. Returns how many. */
  async replayDeadLetters(group: string): Promise<number> {
    const requested = await replayDeadLetters(this.#options.database.pool, group);
    this.#subscriptions.forEach((subscription) => subscription.hint(undefined));
    return requested;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    await this.#listener?.stop();
    this.#listener = undefined;
  }
}
