import { setTimeout as sleep } from 'node:timers/promises';
import type { Lag } from '@faxwire/event-log';
import type { Admin } from 'kafkajs';

/** Offsets are where the next message is read. */
export interface PartitionLag {
  readonly partition: number;
  readonly next: bigint;
  readonly end: bigint;
}

/** Ages are found by asking what came before a time; beyond this, "very old" is enough. */
const MAX_AGE_SECONDS = 2 ** 22;
/** Halvings of the span between the last two ages asked: within 7 %. */
const REFINEMENTS = 4;

/**
 * What a group has before it, over all partitions, whoever reads them. A message counts as one, and so does the marker at
 * the end of a transaction: an upper bound, and exactly 0 where nothing is left. The age is within a tenth.
 */
export async function groupLag(admin: Admin, group: string, topic: string): Promise<Lag> {
  const behind = (await partitionLags(admin, group, topic)).filter(({ next, end }) => end > next);
  const events = behind.reduce((sum, { next, end }) => sum + (end - next), 0n);
  return { events: Number(events), seconds: behind.length === 0 ? 0 : await ageOf(admin, topic, behind) };
}

/** @param group where it has no offset yet, it will begin with the first message there is */
export async function partitionLags(admin: Admin, group: string, topic: string): Promise<readonly PartitionLag[]> {
  const [bounds, stored] = await Promise.all([admin.fetchTopicOffsets(topic), storedOffsets(admin, group, topic)]);
  const offsets = new Map(stored.flatMap(({ partitions }) => partitions.map(({ partition, offset }) => [partition, BigInt(offset)] as const)));
  return bounds.map(({ partition, low, high }) => {
    const [first, next] = [BigInt(low), offsets.get(partition) ?? -1n];
    return { partition, next: next < first ? first : next, end: BigInt(high) };
  });
}

/** A broker that has just started, or a group that has just moved, has no coordinator for a moment; kafkajs asks only once here. */
const COORDINATOR_TRIES = 20;
const COORDINATOR_PAUSE_MS = 250;

async function storedOffsets(admin: Admin, group: string, topic: string): ReturnType<Admin['fetchOffsets']> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await admin.fetchOffsets({ groupId: group, topics: [topic] });
    } catch (error) {
      const isPassing = error instanceof Error && 'retriable' in error && error.retriable === true;
      if (!isPassing || tries === COORDINATOR_TRIES) throw error;
      await sleep(COORDINATOR_PAUSE_MS);
    }
  }
}

async function ageOf(admin: Admin, topic: string, behind: readonly PartitionLag[]): Promise<number> {
  const now = Date.now();
  const olderThan = async (seconds: number) => {
    const firstSince = await admin.fetchTopicOffsetsByTimestamp(topic, Math.round(now - seconds * 1_000));
    const offsets = new Map(firstSince.map(({ partition, offset }) => [partition, BigInt(offset)]));
    return behind.some(({ partition, next }) => (offsets.get(partition) ?? next) > next);
  };
  let [younger, older] = [0, 1];
  while (older < MAX_AGE_SECONDS && (await olderThan(older))) [younger, older] = [older, older * 2];
  for (let halving = 0; halving < REFINEMENTS; halving += 1) {
    const middle = (younger + older) / 2;
    if (await olderThan(middle)) younger = middle;
    else older = middle;
  }
  return older;
}
