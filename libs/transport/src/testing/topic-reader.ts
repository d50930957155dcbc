import { randomUUID } from 'node:crypto';
import type { FaxCloudEvent } from '@faxwire/contracts';
import { kafkaClient, type KafkaSettings } from '../kafka/kafka-client.ts';

/** Everything that is committed in a topic, as a reader without a group sees it, from the first to the last. */
export async function openTopicReader(kafka: KafkaSettings, topic: string) {
  const consumer = kafkaClient(kafka).consumer({ groupId: `reader-${randomUUID()}`, maxWaitTimeInMs: 50, allowAutoTopicCreation: false });
  const events: FaxCloudEvent[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => void events.push(JSON.parse(String(message.value)) as FaxCloudEvent) });
  return { events, close: () => consumer.disconnect() };
}

/**
 * What is wrong with the order in which a reader saw events: gaps, and events before their predecessors. An event that
 * was seen before may come again at any time.
 */
export function orderFaults(events: readonly Pick<FaxCloudEvent, 'subject' | 'sequence'>[]): readonly string[] {
  const seen = new Map<string, number>();
  return events.flatMap(({ subject, sequence }) => {
    const last = seen.get(subject) ?? 0;
    if (sequence <= last) return [];
    seen.set(subject, sequence);
    return sequence === last + 1 ? [] : [`${subject}: ${sequence} after ${last}`];
  });
}
