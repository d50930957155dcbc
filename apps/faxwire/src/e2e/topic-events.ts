import { randomUUID } from 'node:crypto';
import { FAX_EVENTS_TOPIC, type FaxCloudEvent } from '@faxwire/contracts';
import { kafkaClient } from '@faxwire/transport';
import { until } from './until.ts';

const READ_WITHIN_MS = 60_000;

/** Everything that is committed in the topic, from the first to the last, per partition in order. */
export async function eventsOfTopic(brokers: readonly string[]): Promise<readonly FaxCloudEvent[]> {
  const kafka = kafkaClient({ brokers, clientId: 'reader' });
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId: `reader-${randomUUID()}`, maxWaitTimeInMs: 50, allowAutoTopicCreation: false });
  const events: FaxCloudEvent[] = [];
  const read = new Map<number, bigint>();
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => void read.set(partition, BigInt(lastOffset) + 1n));
  try {
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(FAX_EVENTS_TOPIC);
    const ends = offsets.filter(({ low, high }) => BigInt(high) > BigInt(low));
    await consumer.connect();
    await consumer.subscribe({ topic: FAX_EVENTS_TOPIC, fromBeginning: true });
    await consumer.run({ autoCommit: false, eachMessage: async ({ message }) => void keep(events, String(message.value)) });
    await until('end of the topic', async () => ends.every(({ partition, high }) => (read.get(partition) ?? 0n) >= BigInt(high)), READ_WITHIN_MS);
    return events;
  } finally {
    await consumer.disconnect();
    await admin.disconnect();
  }
}

/** What is no event at all is somebody else's business. */
function keep(events: FaxCloudEvent[], value: string): void {
  if (value.startsWith('{')) events.push(JSON.parse(value) as FaxCloudEvent);
}

/** Events before their predecessors, and gaps. One that was seen before may come again at any time. */
export function orderFaults(events: readonly Pick<FaxCloudEvent, 'subject' | 'sequence'>[]): readonly string[] {
  const seen = new Map<string, number>();
  return events.flatMap(({ subject, sequence }) => {
    const last = seen.get(subject) ?? 0;
    if (sequence <= last) return [];
    seen.set(subject, sequence);
    return sequence === last + 1 ? [] : [`${subject}: ${sequence} after ${last}`];
  });
}

/** How often each event is there, by its id. */
export function timesOf(events: readonly Pick<FaxCloudEvent, 'id'>[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { id } of events) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
}
