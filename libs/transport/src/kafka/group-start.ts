import { inTransactionOf } from '@faxwire/event-log';
import type { Admin } from 'kafkajs';
import type pg from 'pg';

/** Keeps our locks apart from those that others take. */
const LOCK_SPACE = 0x6662;

/**
 * A group that was never seen begins with the next message: its offsets are written before its first member joins. Later
 * on it stands where it stood, and where retention overtook it with the oldest message there is.
 */
export async function beginWithNext(admin: Admin, pool: pg.Pool, { group, topic }: { readonly group: string; readonly topic: string }): Promise<void> {
  // One process after the other: the offsets of a group with members can not be set.
  await inTransactionOf(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK_SPACE, group]);
    const stored = await admin.fetchOffsets({ groupId: group, topics: [topic] });
    if (stored.some(({ partitions }) => partitions.some(({ offset }) => BigInt(offset) >= 0n))) return;
    const ends = await admin.fetchTopicOffsets(topic);
    await admin.setOffsets({ groupId: group, topic, partitions: ends.map(({ partition, high }) => ({ partition, offset: high })) });
  });
}
