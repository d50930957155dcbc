import { randomUUID } from 'node:crypto';
import { Partitioners, type Admin, type Consumer, type Kafka, type KafkaMessage, type Message, type Producer } from 'kafkajs';
import { kafkaClient, type KafkaSettings, type OnKafkaLog } from './kafka-client.ts';
import { REPLAY_FOR, evolveLetters, letterMessage, replayedMessage, type Burial, type KafkaDeadLetter, type Letter } from './dead-letter-message.ts';
import { MAX_LETTERS, READ_LETTERS_TIMEOUT_MS } from './kafka-limits.ts';

export interface DeadLetterTopicOptions {
  readonly kafka: KafkaSettings;
  readonly topic: string;
  readonly deadLetterTopic: string;
  readonly onKafkaLog?: OnKafkaLog;
}

/** What no handler could take, by group; a topic beside that of the events. */
export class DeadLetterTopic {
  readonly #options: DeadLetterTopicOptions;
  readonly #kafka: Kafka;
  #producer: Promise<Producer> | undefined;

  constructor(options: DeadLetterTopicOptions) {
    this.#options = options;
    this.#kafka = kafkaClient(options.kafka, options.onKafkaLog);
  }

  /** Resolves once it is stored. */
  async bury(burial: Burial): Promise<void> {
    await this.#send(this.#options.deadLetterTopic, [letterMessage(burial)]);
  }

  /** Says that the group has handled it in the end. */
  async strikeOff(group: string, id: string): Promise<void> {
    await this.#send(this.#options.deadLetterTopic, [replayedMessage(group, id)]);
  }

  /** Oldest first, up to `MAX_LETTERS`. Reads all dead letters of all groups: for people, not for loops. */
  async list(group: string): Promise<readonly KafkaDeadLetter[]> {
    return (await this.#letters(group)).map(({ message: _, ...letter }) => letter);
  }

  /** Puts the group's dead letters before it again, whoever reads for it. Returns how many. */
  async replay(group: string): Promise<number> {
    const letters = await this.#letters(group);
    for (const { message, event } of letters) {
      const headers = { ...message.headers, [REPLAY_FOR]: group };
      await this.#send(this.#options.topic, [{ key: event?.subject ?? null, value: message.value, headers }]);
    }
    return letters.length;
  }

  async close(): Promise<void> {
    const producer = await this.#producer?.catch(() => undefined);
    this.#producer = undefined;
    await producer?.disconnect().catch(() => {});
  }

  async #send(topic: string, messages: Message[]): Promise<void> {
    this.#producer ??= this.#open();
    const opened = this.#producer;
    try {
      await (await opened).send({ topic, messages, acks: -1 });
    } catch (error) {
      // An idempotent producer whose sequence is in doubt takes nothing more; the next one begins anew.
      if (this.#producer === opened) await this.close();
      throw error;
    }
  }

  async #open(): Promise<Producer> {
    const producer = this.#kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    return producer;
  }

  async #letters(group: string): Promise<Letter[]> {
    const letters = new Map<string, Letter>();
    await this.#readAll((message) => evolveLetters(letters, message, MAX_LETTERS));
    return [...letters.values()].filter((letter) => letter.group === group);
  }

  async #readAll(onMessage: (message: KafkaMessage) => void): Promise<void> {
    const admin = this.#kafka.admin();
    // kafkajs reads in groups only; this one commits nothing and is removed.
    const groupId = `${this.#options.kafka.clientId}-dead-letters-${randomUUID()}`;
    const consumer = kafkaClient(this.#options.kafka, this.#options.onKafkaLog).consumer({ groupId, maxWaitTimeInMs: 50, allowAutoTopicCreation: false, retry: { restartOnFailure: async () => false } });
    try {
      await admin.connect();
      const ends = await this.#ends(admin);
      if (ends.size > 0) await this.#readUntil(consumer, ends, onMessage);
    } finally {
      await consumer.disconnect();
      await admin.deleteGroups([groupId]).catch(() => {});
      await admin.disconnect();
    }
  }

  /** The last offset of each partition that has any. */
  async #ends(admin: Admin): Promise<Map<number, bigint>> {
    const offsets = await admin.fetchTopicOffsets(this.#options.deadLetterTopic);
    return new Map(offsets.filter(({ low, high }) => BigInt(high) > BigInt(low)).map(({ partition, high }) => [partition, BigInt(high) - 1n]));
  }

  async #readUntil(consumer: Consumer, ends: Map<number, bigint>, onMessage: (message: KafkaMessage) => void): Promise<void> {
    await consumer.connect();
    await consumer.subscribe({ topic: this.#options.deadLetterTopic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The dead letters could not be read in time.')), READ_LETTERS_TIMEOUT_MS);
      const reached = (partition: number, offset: string) => {
        const end = ends.get(partition);
        if (end !== undefined && BigInt(offset) >= end) ends.delete(partition);
        if (ends.size > 0) return;
        clearTimeout(timer);
        resolve();
      };
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => reached(payload.partition, payload.lastOffset));
      consumer.run({ autoCommit: false, eachMessage: async ({ message }) => onMessage(message) }).catch(reject);
    });
  }
}
