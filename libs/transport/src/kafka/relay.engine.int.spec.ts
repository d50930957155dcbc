import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { kafka } from '@faxwire/testing';
import { openRelayBench } from '../testing/kafka-bench.ts';
import { openTopicReader, orderFaults } from '../testing/topic-reader.ts';

describe('a relay', () => {
  let bench: Awaited<ReturnType<typeof openRelayBench>>;
  beforeAll(async () => void (bench = await openRelayBench((await kafka()).brokers)));
  afterAll(() => bench.close());

  it('brings every event to the topic, in the order of its fax', async () => {
    const faxes = Array.from({ length: 5 }, () => randomUUID());
    const reader = await openTopicReader(bench.kafka, bench.topic);
    bench.relay();
    await Promise.all(faxes.map((faxId) => bench.append(faxId, 8)));
    while (reader.events.length < 40) await sleep(5);
    await reader.close();
    expect(orderFaults(reader.events)).toEqual([]);
    expect(new Set(reader.events.map(({ id }) => id)).size).toBe(40);
  });
});
