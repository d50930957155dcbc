import { randomUUID } from 'node:crypto';
import { kafka } from '@faxwire/testing';
import type { Admin } from 'kafkajs';
import { ENGINE_START_MS } from '../testing/event-source.contract.ts';
import { kafkaClient } from './kafka-client.ts';
import { ensureTopics } from './topics.ts';

describe('our topics', () => {
  let admin: Admin;
  const made: string[] = [];
  const options = (partitions = 3) => {
    const topic = `test.${randomUUID()}`;
    made.push(topic, `${topic}.dlq`);
    return { topic, deadLetterTopic: `${topic}.dlq`, partitions, replicationFactor: 1, retentionHours: 168, deadLetterRetentionHours: 720 };
  };
  beforeAll(async () => {
    admin = kafkaClient({ brokers: (await kafka()).brokers, clientId: 'topics' }).admin();
    await admin.connect();
  }, ENGINE_START_MS);
  afterAll(async () => {
    const existing = await admin.listTopics();
    await admin.deleteTopics({ topics: made.filter((topic) => existing.includes(topic)) });
    await admin.disconnect();
  });

  it('are created once by processes that start together', async () => {
    const given = options();
    const ensured = await Promise.all([1, 2, 3].map(() => ensureTopics(admin, given)));
    expect(ensured.flat().filter(({ topic, created }) => topic === given.topic && created)).toHaveLength(1);
    expect(await ensureTopics(admin, given)).toEqual([
      { topic: given.topic, created: false, partitions: 3, differences: [] },
      { topic: given.deadLetterTopic, created: false, partitions: 1, differences: [] },
    ]);
  });

  it('are refused where they have fewer partitions than asked for', async () => {
    const given = options(2);
    await ensureTopics(admin, given);
    await expect(ensureTopics(admin, { ...given, partitions: 4 })).rejects.toMatchObject({ code: 'topic_partitions_missing' });
    expect(await ensureTopics(admin, { ...given, partitions: 1 })).toMatchObject([{ partitions: 2 }, { partitions: 1 }]);
  });

  it('are refused where auto-creation made them', async () => {
    const given = options();
    await admin.createTopics({ topics: [{ topic: given.topic, numPartitions: 3, replicationFactor: 1 }] });
    await expect(ensureTopics(admin, given)).rejects.toMatchObject({ code: 'topic_not_ours' });
  });

  it('say where somebody has changed them', async () => {
    const given = options();
    await ensureTopics(admin, given);
    const [topic] = await ensureTopics(admin, { ...given, retentionHours: 24 });
    expect(topic?.differences).toEqual(['retention.ms: 604800000, not 86400000']);
  });
});
