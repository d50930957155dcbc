import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lag } from '@faxwire/event-log';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import type pg from 'pg';
import type { Subscription, SubscriptionOptions } from '../event-source.ts';
import { FIRST_RETRY_MS, HANDLER_LIMIT_MS, MAX_WAIT_MS } from '../limits.ts';
import type { OnError, Pace } from '../log/delivery.ts';
import { within } from './deadline.ts';
import { groupLag } from './group-lag.ts';
import { beginWithNext } from './group-start.ts';
import { Heartbeat } from './heartbeat.ts';
import { kafkaClient, type KafkaSettings, type OnKafkaLog } from './kafka-client.ts';
import { FETCH_BYTES, FETCH_PARTITION_BYTES, FETCH_WAIT_MS, HEARTBEAT_MS, LAG_MS, LEAVE_MS, REBALANCE_TIMEOUT_MS, SESSION_TIMEOUT_MS } from './kafka-limits.ts';
import type { MessageDelivery } from './message-delivery.ts';
import { OffsetTrail } from './offset-trail.ts';

export interface KafkaSubscriptionOptions extends SubscriptionOptions {
  readonly kafka: KafkaSettings;
  readonly topic: string;
  readonly concurrency: number;
  readonly rebalanceTimeoutMs?: number;
  readonly handlerLimitMs?: number;
  readonly pool: pg.Pool;
  readonly delivery: MessageDelivery;
  readonly onError: OnError;
  readonly onKafkaLog?: OnKafkaLog;
  readonly onStopped: () => void;
}

/** A member of a consumer group, for as long as it is not stopped. */
export class KafkaSubscription implements Subscription {
  readonly #options: KafkaSubscriptionOptions;
  readonly #stopping = new AbortController();
  readonly #ended: Promise<void>;
  /** In hand. They reject never. */
  readonly #batches = new Set<Promise<void>>();

  constructor(options: KafkaSubscriptionOptions) {
    this.#options = options;
    this.#ended = this.#run().finally(options.onStopped);
    if (options.signal?.aborted) void this.stop();
    options.signal?.addEventListener('abort', () => void this.stop(), { once: true });
  }

  get group(): string {
    return this.#options.group;
  }

  async lag(): Promise<Lag> {
    const admin = kafkaClient(this.#options.kafka, this.#options.onKafkaLog).admin();
    const asked = admin.connect().then(() => groupLag(admin, this.group, this.#options.topic));
    return within(LAG_MS, asked).finally(() => void admin.disconnect().catch(() => {}));
  }

  stop(): Promise<void> {
    this.#stopping.abort();
    return this.#ended;
  }

  async #run(): Promise<void> {
    let waitMs = FIRST_RETRY_MS;
    while (!this.#stopping.signal.aborted) {
      const beganAt = performance.now();
      try {
        await this.#beMember();
      } catch (error) {
        this.#options.onError(error, { group: this.group });
        if (performance.now() - beganAt > MAX_WAIT_MS) waitMs = FIRST_RETRY_MS;
        await this.#pause(waitMs);
        waitMs = Math.min(waitMs * 2, MAX_WAIT_MS);
      }
    }
  }

  /** Until it is stopped. @throws when the membership has come to an end by itself */
  async #beMember(): Promise<void> {
    const { topic, concurrency, fromStart = true, pool, kafka, onKafkaLog } = this.#options;
    if (!fromStart) await beginWithNext({ kafka: kafkaClient(kafka, onKafkaLog), pool, group: this.group, topic });
    const consumer = this.#consumer();
    const over = new AbortController();
    consumer.on(consumer.events.CRASH, ({ payload }) => over.abort(payload.error));
    const onExpired = () => over.abort(new Error('A handler has not ended in time; another member will begin with its event.'));
    // Markers without a message of ours before them: nobody is given them, and the group would seem to be behind.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      const { batchSize, partition, lastOffset } = payload;
      const offset = (BigInt(lastOffset) + 1n).toString();
      if (batchSize === 0) consumer.commitOffsets([{ topic, partition, offset }]).catch((error: unknown) => this.#options.onError(error, { group: this.group }));
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: concurrency, eachBatch: (payload) => this.#tracked(this.#handleBatch(payload, onExpired)) });
      const ended = AbortSignal.any([this.#stopping.signal, over.signal]);
      if (!ended.aborted) await once(ended, 'abort');
      if (!this.#stopping.signal.aborted) throw over.signal.reason;
    } finally {
      await this.#leave(consumer);
    }
  }

  async #tracked(batch: Promise<void>): Promise<void> {
    this.#batches.add(batch);
    await batch.finally(() => this.#batches.delete(batch));
  }

  /** Waits for the handlers, whatever they take, and then shortly for the broker. */
  async #leave(consumer: Consumer): Promise<void> {
    const left = consumer.disconnect();
    left.catch(() => {});
    await Promise.all(this.#batches);
    await within(LEAVE_MS, left).catch(() => {});
  }

  #consumer(): Consumer {
    const { kafka, onKafkaLog, rebalanceTimeoutMs = REBALANCE_TIMEOUT_MS } = this.#options;
    return kafkaClient(kafka, onKafkaLog).consumer({
      groupId: this.group,
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_MS,
      rebalanceTimeout: rebalanceTimeoutMs,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      maxBytesPerPartition: FETCH_PARTITION_BYTES,
      maxBytes: FETCH_BYTES,
      allowAutoTopicCreation: false,
      // Membership that ended is begun anew here, where it can be stopped.
      retry: { restartOnFailure: async () => false },
    });
  }

  async #handleBatch(payload: EachBatchPayload, onExpired: () => void): Promise<void> {
    const trail = new OffsetTrail(payload);
    const { handlerLimitMs: limitMs = HANDLER_LIMIT_MS } = this.#options;
    const heart = new Heartbeat({ beat: () => payload.heartbeat(), limitMs, onExpired });
    try {
      await this.#handleMessages(payload, trail, heart);
      await trail.store();
    } catch (error) {
      // The offset stays where it is: some events come again. If the group was shared out anew the next heartbeat says so.
      this.#options.onError(error, { group: this.group });
    } finally {
      heart.stop();
    }
  }

  async #handleMessages(payload: EachBatchPayload, trail: OffsetTrail, heart: Heartbeat): Promise<void> {
    const pace: Pace = { wait: (ms) => this.#pause(ms), stopping: () => this.#stopping.signal.aborted || heart.refused };
    const { topic, partition, messages } = payload.batch;
    for (const message of messages) {
      if (pace.stopping() || !payload.isRunning() || payload.isStale()) return;
      heart.next();
      const outcome = await this.#options.delivery.deliver(message, { topic, partition, offset: message.offset }, pace);
      if (outcome.type === 'unavailable') setTimeout(payload.pause(), outcome.waitMs).unref();
      if (outcome.type !== 'done') return;
      await trail.passed(message.offset);
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, this.#stopping).catch(() => {});
  }
}
