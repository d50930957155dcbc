import { setTimeout as sleep } from 'node:timers/promises';
import { Partitioners, type ICustomPartitioner, type Kafka, type Message, type Producer, type Transaction } from 'kafkajs';
import { within } from './deadline.ts';
import { RELAY_SEND_MS, TRANSACTION_TIMEOUT_MS } from './kafka-limits.ts';

/** Another relay has opened a producer of the same name since: the broker takes nothing from this one any more. */
export class RelayFenced extends Error {
  override readonly name = 'RelayFenced';
  readonly code = 'relay_fenced';
  readonly retriable = false;
}

/** Acknowledged by the broker for some partitions only, whatever the client believes. */
export class RelayIncomplete extends Error {
  override readonly name = 'RelayIncomplete';
  readonly code = 'relay_incomplete';
  readonly retriable = true;
}

// The coordinator is still writing the markers of the transaction before: a matter of milliseconds.
const RETRY = { initialRetryTime: 4, maxRetryTime: 500, multiplier: 2, factor: 0.2, retries: 9 };
/** A broker that does not say goodbye is left. */
const GOODBYE_MS = 1_000;

export interface RelayProducerOptions {
  readonly topic: string;
  /** The name under which producers of all relays fence each other. */
  readonly transactionalId: string;
}

/** Sends batches, each in a transaction of its own. Good until its first failure; then another one has to be opened. */
export class RelayProducer {
  readonly #producer: Producer;
  readonly #topic: string;
  readonly #partitions: Set<number>;
  #begun: Transaction | undefined;

  private constructor(producer: Producer, topic: string, partitions: Set<number>) {
    this.#producer = producer;
    this.#topic = topic;
    this.#partitions = partitions;
  }

  /** Fences every producer that was opened before under that name, and ends its transaction. */
  static async open(kafka: Kafka, { topic, transactionalId }: RelayProducerOptions): Promise<RelayProducer> {
    const partitions = new Set<number>();
    const producer = kafka.producer({
      transactionalId,
      transactionTimeout: TRANSACTION_TIMEOUT_MS,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: noting(partitions),
      retry: RETRY,
    });
    const opened = new RelayProducer(producer, topic, partitions);
    try {
      opened.#begun = await within(RELAY_SEND_MS, producer.connect().then(() => producer.transaction()));
    } catch (error) {
      await opened.close();
      throw error;
    }
    return opened;
  }

  /**
   * Resolves once every copy has all of them. After a rejection they may be there all the same.
   * @throws RelayFenced
   */
  async send(messages: readonly Message[]): Promise<void> {
    try {
      await within(RELAY_SEND_MS, this.#inTransaction(messages));
    } catch (error) {
      throw isFencing(error) ? new RelayFenced('Another relay has taken over.', { cause: error }) : error;
    }
  }

  async #inTransaction(messages: readonly Message[]): Promise<void> {
    const transaction = this.#begun ?? (await this.#producer.transaction());
    this.#begun = undefined;
    this.#partitions.clear();
    const stored = await transaction.send({ topic: this.#topic, messages: [...messages], acks: -1 });
    // kafkajs forgets the rest of a batch whose partition moves, between two tries, to a broker that has had its part.
    const missing = [...this.#partitions].filter((wanted) => !stored.some(({ partition }) => partition === wanted));
    if (missing.length > 0) throw new RelayIncomplete(`No acknowledgement of the partitions ${missing.join(', ')}.`);
    await transaction.commit();
  }

  async close(): Promise<void> {
    await Promise.race([this.#producer.disconnect().catch(() => {}), sleep(GOODBYE_MS, undefined, { ref: false })]);
  }
}

function noting(partitions: Set<number>): ICustomPartitioner {
  return () => {
    const partitionOf = Partitioners.DefaultPartitioner();
    return (message) => {
      const partition = partitionOf(message);
      partitions.add(partition);
      return partition;
    };
  };
}

const FENCED_TYPES = new Set(['INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED', 'INVALID_PRODUCER_ID_MAPPING']);
/** PRODUCER_FENCED, which kafkajs knows no name of. */
const FENCED_CODE = 90;

function isFencing(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const { type, code } = cause as { type?: unknown; code?: unknown };
    if (FENCED_TYPES.has(String(type)) || code === FENCED_CODE) return true;
  }
  return false;
}
