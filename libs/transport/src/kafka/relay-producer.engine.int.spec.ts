import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { kafka } from '@faxwire/testing';
import { ENGINE_START_MS } from '../testing/event-source.contract.ts';
import { openTopics } from '../testing/kafka-bench.ts';
import { openTopicReader } from '../testing/topic-reader.ts';
import { kafkaClient } from './kafka-client.ts';
import { RelayFenced, RelayProducer } from './relay-producer.ts';

const message = (subject: string, sequence: number) => ({ key: subject, value: JSON.stringify({ subject, sequence }) });

describe('the producer of a relay', () => {
  let topics: Awaited<ReturnType<typeof openTopics>>;
  let reader: Awaited<ReturnType<typeof openTopicReader>>;
  const opened: RelayProducer[] = [];
  const open = async (transactionalId: string) => {
    const producer = await RelayProducer.open(kafkaClient(topics.kafka), { topic: topics.topic, transactionalId });
    opened.push(producer);
    return producer;
  };
  beforeAll(async () => {
    topics = await openTopics((await kafka()).brokers);
    reader = await openTopicReader(topics.kafka, topics.topic);
  }, ENGINE_START_MS);
  afterEach(async () => void (await Promise.all(opened.splice(0).map((producer) => producer.close()))));
  afterAll(async () => {
    await reader.close();
    await topics.close();
  });

  const seen = (subject: string) => reader.events.filter((event) => event.subject === subject).map(({ sequence }) => sequence);

  it('sends batches in their order, over every partition', async () => {
    const producer = await open(randomUUID());
    const subjects = Array.from({ length: 8 }, () => randomUUID());
    for (const sequence of [1, 2, 3]) await producer.send(subjects.map((subject) => message(subject, sequence)));
    for (const subject of subjects) {
      while (seen(subject).length < 3) await sleep(2);
      expect(seen(subject)).toEqual([1, 2, 3]);
    }
  });

  it('is refused by the broker once another one of its name was opened', async () => {
    const [subject, transactionalId] = [randomUUID(), randomUUID()];
    const zombie = await open(transactionalId);
    await zombie.send([message(subject, 1)]);
    const successor = await open(transactionalId);
    await expect(zombie.send([message(subject, 99)])).rejects.toBeInstanceOf(RelayFenced);
    await successor.send([message(subject, 2)]);
    while (seen(subject).length < 2) await sleep(2);
    expect(seen(subject)).toEqual([1, 2]);
  });

  // The negative control: what keeps the zombie out is the name.
  it('is not refused where the other one has another name', async () => {
    const subject = randomUUID();
    const zombie = await open(randomUUID());
    const successor = await open(randomUUID());
    await zombie.send([message(subject, 99)]);
    await successor.send([message(subject, 2)]);
    while (seen(subject).length < 2) await sleep(2);
    expect(seen(subject)).toEqual([99, 2]);
  });

  it('takes back what its predecessor had begun and not committed', async () => {
    const [subject, transactionalId] = [randomUUID(), randomUUID()];
    const client = kafkaClient(topics.kafka).producer({ transactionalId, allowAutoTopicCreation: false, createPartitioner: () => () => 0 });
    await client.connect();
    const begun = await client.transaction();
    await begun.send({ topic: topics.topic, messages: [message(subject, 99)] });
    const successor = await open(transactionalId);
    await successor.send([message(subject, 1)]);
    while (seen(subject).length < 1) await sleep(2);
    expect(seen(subject)).toEqual([1]);
    await client.disconnect();
  });
});
