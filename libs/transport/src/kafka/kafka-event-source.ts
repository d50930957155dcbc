import { FAX_EVENTS_DEAD_LETTER_TOPIC, FAX_EVENTS_TOPIC } from '@faxwire/contracts';
import type pg from 'pg';
import type { EventSource, Subscription, SubscriptionOptions } from '../event-source.ts';
import type { OnDeadLetter, OnError } from '../log/delivery.ts';
import { BrokerCheck } from './broker-check.ts';
import { sweepConsumedEvents } from './consumed-event.ts';
import type { KafkaDeadLetter } from './dead-letter-message.ts';
import { DeadLetterTopic } from './dead-letter-topic.ts';
import { kafkaClient, type KafkaSettings, type OnKafkaLog } from './kafka-client.ts';
import { DEFAULT_CONCURRENCY, DEFAULT_RETENTION_HOURS, SWEEP_EVERY_MS } from './kafka-limits.ts';
import { KafkaSubscription } from './kafka-subscription.ts';
import { MessageDelivery } from './message-delivery.ts';

export interface KafkaEventSourceOptions {
  readonly kafka: KafkaSettings;
  /** Where effects are stored, each with the id of its event. */
  readonly pool: pg.Pool;
  /** Topics exist already: see `ensureTopics`. */
  readonly topic?: string;
  readonly deadLetterTopic?: string;
  /** Of the topic: for so long it is remembered which effects are stored. */
  readonly retentionHours?: number;
  /** Partitions that a subscription handles at a time. Events of a fax are handled one after the other in any case. */
  readonly concurrency?: number;
  /** How long the others wait for a handler that runs when the group is shared out anew; then its event is given to another, too. */
  readonly rebalanceTimeoutMs?: number;
  /** A handler that takes longer loses its partitions, and its event is given to another, too. */
  readonly handlerLimitMs?: number;
  /** A failed try or a lost connection, for the log; the source goes on by itself. */
  readonly onError?: OnError;
  /** An event was set aside; somebody has to look at it. */
  readonly onDeadLetter?: OnDeadLetter;
  readonly onKafkaLog?: OnKafkaLog;
}

/** Consumer groups that share the partitions of the topic out among their processes. */
export class KafkaEventSource implements EventSource {
  readonly #options: KafkaEventSourceOptions;
  readonly #topic: string;
  readonly #deadLetters: DeadLetterTopic;
  readonly checks: EventSource['checks'];
  readonly #subscriptions = new Set<KafkaSubscription>();
  #sweeper: NodeJS.Timeout | undefined;

  constructor(options: KafkaEventSourceOptions) {
    this.#options = options;
    this.#topic = options.topic ?? FAX_EVENTS_TOPIC;
    const broker = new BrokerCheck(() => kafkaClient(options.kafka, options.onKafkaLog).admin(), this.#topic);
    this.checks = { kafka: () => broker.check() };
    this.#deadLetters = new DeadLetterTopic({ ...options, topic: this.#topic, deadLetterTopic: options.deadLetterTopic ?? FAX_EVENTS_DEAD_LETTER_TOPIC });
  }

  subscribe(options: SubscriptionOptions): Subscription {
    const { pool, concurrency = DEFAULT_CONCURRENCY, onDeadLetter = () => {}, onError = () => {} } = this.#options;
    this.#sweeper ??= setInterval(() => void this.#sweep(), SWEEP_EVERY_MS).unref();
    const subscription: KafkaSubscription = new KafkaSubscription({
      ...this.#options,
      ...options,
      topic: this.#topic,
      concurrency,
      onError,
      delivery: new MessageDelivery({ ...options, pool, onDeadLetter, onError, deadLetters: this.#deadLetters }),
      onStopped: () => this.#subscriptions.delete(subscription),
    });
    this.#subscriptions.add(subscription);
    return subscription;
  }

  /** What the group has set aside, oldest first. Reads the dead letters of all groups: for people, not for loops. */
  deadLetters(group: string): Promise<readonly KafkaDeadLetter[]> {
    return this.#deadLetters.list(group);
  }

  /** Has the group handle its dead letters again, wherever its members run. Returns how many. */
  replayDeadLetters(group: string): Promise<number> {
    return this.#deadLetters.replay(group);
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    await this.#deadLetters.close();
  }

  async #sweep(): Promise<void> {
    const { pool, retentionHours = DEFAULT_RETENTION_HOURS, onError = () => {} } = this.#options;
    await sweepConsumedEvents(pool, retentionHours).catch((error: unknown) => onError(error, { group: '' }));
  }
}
