import type { Admin, Kafka, TopicPartitionOffset } from 'kafkajs';
import type pg from 'pg';

/** Keeps our locks apart from those that others take. */
const LOCK_SPACE = 0x6662;

export interface GroupStart {
  readonly kafka: Kafka;
  readonly pool: pg.Pool;
  readonly group: string;
  readonly topic: string;
}

/**
 * A group that was never seen begins with the next message: its offsets are written before its first member reads. Later
 * on it stands where it stood, and where retention overtook it with the oldest message there is.
 */
export async function beginWithNext(start: GroupStart): Promise<void> {
  const admin = start.kafka.admin();
  const client = await start.pool.connect();
  // The statement in progress rejects; that is news enough.
  client.on('error', ignore);
  let kept = false;
  try {
    await admin.connect();
    // One process after the other: only the sole member of the group may write all of its offsets.
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK_SPACE, start.group]);
    if (await isNew(admin, start)) await writeOffsets(start, await endsOf(admin, start.topic));
    await client.query('COMMIT');
    kept = true;
    client.off('error', ignore);
  } finally {
    client.release(!kept);
    await admin.disconnect().catch(() => {});
  }
}

function ignore(): void {}

async function isNew(admin: Admin, { group, topic }: GroupStart): Promise<boolean> {
  const stored = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  return stored.every(({ partitions }) => partitions.every(({ offset }) => BigInt(offset) < 0n));
}

async function endsOf(admin: Admin, topic: string): Promise<readonly TopicPartitionOffset[]> {
  return (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => ({ topic, partition, offset: high }));
}

async function writeOffsets({ kafka, group, topic }: GroupStart, offsets: readonly TopicPartitionOffset[]): Promise<void> {
  const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 50, allowAutoTopicCreation: false, retry: { restartOnFailure: async () => false } });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: async () => {} });
    await consumer.commitOffsets([...offsets]);
  } finally {
    await consumer.disconnect();
  }
}
