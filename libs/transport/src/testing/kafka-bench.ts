import { randomUUID } from 'node:crypto';
import { ensureTopics } from '../kafka/topics.ts';
import { kafkaClient, type KafkaSettings } from '../kafka/kafka-client.ts';
import { Relay, type RelayOptions } from '../kafka/relay.ts';
import { KafkaEventSource, type KafkaEventSourceOptions } from '../kafka/kafka-event-source.ts';
import type { EventSourceBench } from './event-source.contract.ts';
import { openLogBench } from './log-bench.ts';

export const BENCH_PARTITIONS = 3;

/** Topics that nobody else uses, on a broker that others use, too. */
export async function openTopics(brokers: readonly string[], partitions = BENCH_PARTITIONS) {
  const name = `test.${randomUUID().slice(0, 8)}`;
  const [topic, deadLetterTopic] = [`${name}.v1`, `${name}.v1.dlq`];
  const kafka: KafkaSettings = { brokers, clientId: name };
  const admin = kafkaClient(kafka).admin();
  await admin.connect();
  await ensureTopics(admin, { topic, deadLetterTopic, partitions, replicationFactor: 1, retentionHours: 1, deadLetterRetentionHours: 1 });
  const close = async () => {
    await admin.deleteTopics({ topics: [topic, deadLetterTopic] }).catch(() => {});
    await admin.disconnect();
  };
  return { kafka, topic, deadLetterTopic, admin, close };
}

/** A log, topics, and relays between them. */
export async function openRelayBench(brokers: readonly string[], partitions = BENCH_PARTITIONS) {
  const bench = await openLogBench();
  const topics = await openTopics(brokers, partitions);
  const relays: Relay[] = [];
  const relay = (options: Partial<RelayOptions> = {}) => {
    const started = new Relay({ log: bench.log, database: bench.database, kafka: topics.kafka, topic: topics.topic, ...options });
    relays.push(started);
    return started;
  };
  const close = async () => {
    await Promise.all(relays.map((started) => started.stop()));
    await topics.close();
    await bench.close();
  };
  return { ...topics, database: bench.database, log: bench.log, append: bench.append, relay, close };
}

/** The Kafka adapter as several processes would have it, behind a relay. */
export async function openKafkaBench(brokers: readonly string[], partitions = BENCH_PARTITIONS) {
  const bench = await openRelayBench(brokers, partitions);
  bench.relay();
  const sources: KafkaEventSource[] = [];
  const setAside: string[] = [];
  const open = (options: Partial<KafkaEventSourceOptions> = {}) => {
    const source = new KafkaEventSource({
      kafka: bench.kafka, pool: bench.database.pool, topic: bench.topic, deadLetterTopic: bench.deadLetterTopic, onDeadLetter: ({ eventId }) => setAside.push(eventId), ...options,
    });
    sources.push(source);
    return source;
  };
  const operator = open();
  const deadLetters: EventSourceBench['deadLetters'] = async (group) =>
    (await operator.deadLetters(group)).flatMap(({ event, reason, tries }) => (event === undefined ? [] : [{ event, reason, tries }]));
  const close = async () => {
    await Promise.all(sources.map((source) => source.close()));
    await bench.close();
  };
  return { ...bench, open, operator, setAside, deadLetters, replayDeadLetters: (group: string) => operator.replayDeadLetters(group), close };
}
