import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { kafka } from '@faxwire/testing';
import type { FaxCloudEvent } from '@faxwire/contracts';
import type { Effect } from '../event-source.ts';
import { HandlerUnavailable } from '../handler-unavailable.ts';
import { ENGINE_START_MS } from '../testing/event-source.contract.ts';
import { eventOf, openPublisher } from '../testing/event-publisher.ts';
import { openKafkaBench, openTopics } from '../testing/kafka-bench.ts';
import { EffectStored } from './claimed-transaction.ts';
import { ensureTopics } from './topics.ts';

const storeEffect = ({ id }: FaxCloudEvent, effect: Effect, group: string) => effect.query('INSERT INTO effect VALUES ($1, $2)', [group, id]);
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a consumer group on Kafka', () => {
  let bench: Awaited<ReturnType<typeof openKafkaBench>>;
  let publisher: Awaited<ReturnType<typeof openPublisher>>;
  let group: string;
  beforeAll(async () => {
    bench = await openKafkaBench((await kafka()).brokers, 4);
    publisher = await openPublisher(bench.kafka, bench.topic);
    // No key: what is stored twice is seen twice.
    await bench.database.pool.query('CREATE TABLE effect (consumer_group text, event_id text)');
  }, ENGINE_START_MS);
  afterAll(async () => {
    await publisher.close();
    await bench.close();
  });
  beforeEach(() => void (group = `group-${randomUUID()}`));

  const effects = async () =>
    (await bench.database.pool.query<{ event_id: string }>('SELECT event_id FROM effect WHERE consumer_group = $1 ORDER BY 1', [group])).rows.map(({ event_id }) => event_id);
  const faxesOf = (count: number) => Array.from({ length: count }, () => randomUUID());
  const handled = async (subscription: { lag(): Promise<{ events: number }> }) => {
    while ((await subscription.lag()).events > 0) await sleep(10);
  };
  // Another specification leaves behind what is no event, for every group that begins with the first message.
  const letters = async () => (await bench.operator.deadLetters(group)).filter(({ event }) => event !== undefined);
  const claims = async () => (await bench.database.pool.query('SELECT FROM consumed_event WHERE consumer_group = $1', [group])).rowCount;

  it('stores the effect of an event once, however often it comes', async () => {
    const events = faxesOf(4).flatMap((faxId) => oneTo(5).map((sequence) => eventOf(faxId, sequence)));
    const subscription = bench.open().subscribe({ group, handle: async (event, effect) => void (await storeEffect(event, effect, group)) });
    for (const _ of oneTo(3)) await publisher.publish(...events);
    await handled(subscription);
    await subscription.stop();
    const ids = events.map(({ id }) => id).sort();
    expect((await effects()).filter((id) => ids.includes(id))).toEqual(ids);
    expect(await letters()).toEqual([]);
  });

  it('remembers nothing of a handler that writes nothing, and sees events again', async () => {
    const event = eventOf(randomUUID(), 1);
    let times = 0;
    const subscription = bench.open().subscribe({ group, handle: async ({ id }) => void (id === event.id && (times += 1)) });
    await publisher.publish(event, event, event);
    await handled(subscription);
    await subscription.stop();
    expect(times).toBe(3);
    expect(await claims()).toBe(0);
  });

  it('gets through with a handler that fails now and then, after its write, too', async () => {
    const events = faxesOf(6).flatMap((faxId) => oneTo(10).map((sequence) => eventOf(faxId, sequence)));
    const failures = new Map<string, number>();
    let calls = 0;
    const subscription = bench.open().subscribe({
      group,
      handle: async (event, effect) => {
        await storeEffect(event, effect, group);
        calls += 1;
        if (calls % 10 !== 0) return;
        failures.set(event.id, (failures.get(event.id) ?? 0) + 1);
        throw new Error('now and then');
      },
    });
    await publisher.publish(...events);
    await handled(subscription);
    await subscription.stop();
    const ids = events.map(({ id }) => id).sort();
    expect((await effects()).filter((id) => ids.includes(id))).toEqual(ids);
    expect(failures.size).toBeGreaterThan(3);
    expect(await letters()).toEqual([]);
  });

  it('stores an effect once though the partition was given to another while the handler ran', async () => {
    const event = eventOf(randomUUID(), 1);
    await publisher.publish(event);
    const began: string[] = [];
    const outcomes: string[] = [];
    const finish = new AbortController();
    const handler = (name: string) => async (given: FaxCloudEvent, effect: Effect) => {
      if (given.id !== event.id) return;
      began.push(name);
      // The second one waits here for the first one's transaction.
      await storeEffect(given, effect, group).catch((error: unknown) => {
        outcomes.push(`${name}: ${error instanceof EffectStored ? 'stored already' : String(error)}`);
        throw error;
      });
      if (name === 'first') await new Promise((resolve) => finish.signal.addEventListener('abort', resolve));
      outcomes.push(`${name}: stored`);
    };
    const impatient = { rebalanceTimeoutMs: 1_000 };
    const first = bench.open(impatient).subscribe({ group, handle: handler('first') });
    while (began.length < 1) await sleep(5);
    const others = [1, 2, 3].map(() => bench.open(impatient).subscribe({ group, handle: handler('second') }));
    while (began.length < 2) await sleep(5);
    finish.abort();
    await Promise.all(others.map((other) => handled(other)));
    await Promise.all([first, ...others].map((subscription) => subscription.stop()));
    expect(began.slice(0, 2)).toEqual(['first', 'second']);
    expect(outcomes.slice(0, 2)).toEqual(['first: stored', 'second: stored already']);
    expect(await effects()).toEqual([event.id]);
  }, 40_000);

  it('sets aside what is no event, with its place, and goes on', async () => {
    const [subject, last] = [randomUUID(), eventOf(randomUUID(), 1)];
    const seen: string[] = [];
    const subscription = bench.open().subscribe({ group, handle: async ({ id }) => void seen.push(id) });
    await publisher.send({ key: subject, value: '{"half":' }, { key: subject, value: null }, { key: subject, value: JSON.stringify({ ...last, source: 'urn:other' }) });
    await publisher.publish(last);
    await handled(subscription);
    expect(seen).toContain(last.id);
    // What a replay can not cure keeps its id and its place.
    expect(await bench.operator.replayDeadLetters(group)).toBe(3);
    while ((await bench.operator.deadLetters(group)).some(({ tries }) => tries < 2)) await sleep(20);
    await subscription.stop();
    const strange = await bench.operator.deadLetters(group);
    expect(strange).toHaveLength(3);
    expect(strange[0]).toMatchObject({ event: undefined, reason: 'The message is no JSON object.', origin: { topic: bench.topic } });
    expect(strange[0]?.id).toBe(`${bench.topic}/${strange[0]?.origin.partition}/${strange[0]?.origin.offset}`);
  });

  it('replays a dead letter before its own group only, and stores its effect once', async () => {
    const poison = eventOf(randomUUID(), 1);
    let poisonous = true;
    const seen: string[] = [];
    const bystander: string[] = [];
    const first = bench.open().subscribe({
      group,
      types: ['FaxHeld'],
      handle: async (event, effect) => {
        if (event.id !== poison.id) return;
        await storeEffect(event, effect, group);
        if (poisonous) throw new Error('can not be handled');
        seen.push(event.id);
      },
    });
    const other = bench.open().subscribe({ group: `${group}-other`, handle: async ({ id }) => void bystander.push(id) });
    await publisher.publish(poison);
    while ((await letters()).length === 0) await sleep(20);
    expect(await letters()).toMatchObject([{ id: poison.id, tries: 5 }]);
    // A replay that fails is set aside again.
    expect(await bench.operator.replayDeadLetters(group)).toBeGreaterThan(0);
    while ((await letters())[0]?.tries !== 6) await sleep(20);
    poisonous = false;
    await bench.operator.replayDeadLetters(group);
    await bench.operator.replayDeadLetters(group);
    while ((await letters()).length > 0) await sleep(20);
    await Promise.all([handled(first), handled(other)]);
    await Promise.all([first.stop(), other.stop()]);
    expect(await effects()).toEqual([poison.id]);
    expect(seen).toEqual([poison.id]);
    expect(bystander.filter((id) => id === poison.id)).toEqual([poison.id]);
  });

  it('waits for what is away without counting, while other partitions go on', async () => {
    const [waiting, other] = [randomUUID(), ...faxesOf(8)];
    let away = true;
    let asked = 0;
    const seen: string[] = [];
    const subscription = bench.open().subscribe({
      group,
      handle: async ({ subject, id }) => {
        if (subject === waiting && away) {
          asked += 1;
          throw new HandlerUnavailable('the far side is away');
        }
        seen.push(id);
      },
    });
    await publisher.publish(eventOf(waiting, 1));
    while (asked < 2) await sleep(5);
    const fresh = [other, ...faxesOf(11)].map((subject) => eventOf(subject ?? '', 1));
    await publisher.publish(...fresh);
    // Of four partitions one stands still.
    while (fresh.filter(({ id }) => seen.includes(id)).length < 4) await sleep(5);
    while (asked < 6) await sleep(5);
    away = false;
    while (!seen.includes(`evt_${waiting}_1`) || !fresh.every(({ id }) => seen.includes(id))) await sleep(5);
    await subscription.stop();
    expect(await letters()).toEqual([]);
  });

  it('counts a try whose transaction was broken from inside, though the handler saw no error', async () => {
    const event = eventOf(randomUUID(), 1);
    const subscription = bench.open().subscribe({
      group,
      handle: async ({ id }, effect) => {
        if (id === event.id) await effect.query('SELECT 1/0').catch(() => undefined);
      },
    });
    await publisher.publish(event);
    await handled(subscription);
    await subscription.stop();
    expect(await letters()).toMatchObject([{ event: { id: event.id }, tries: 5 }]);
  });

  it('goes on after every connection to the database was cut', async () => {
    const events = oneTo(20).map(() => eventOf(randomUUID(), 1));
    let cut = false;
    const subscription = bench.open().subscribe({
      group,
      handle: async (event, effect) => {
        await storeEffect(event, effect, group);
        if (cut || event.id !== events[3]?.id) return;
        cut = true;
        await bench.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`);
      },
    });
    await publisher.publish(...events);
    await handled(subscription);
    await subscription.stop();
    const ids = events.map(({ id }) => id).sort();
    expect((await effects()).filter((id) => ids.includes(id))).toEqual(ids);
    expect(cut).toBe(true);
  });

  it('begins with the next event where it was asked to, and stays where it stood', async () => {
    const [old, away, fresh] = [eventOf(randomUUID(), 1), eventOf(randomUUID(), 1), eventOf(randomUUID(), 1)];
    await publisher.publish(old);
    const seen: string[] = [];
    const stopping = new AbortController();
    const begin = (signal?: AbortSignal) => bench.open().subscribe({ group, fromStart: false, handle: async ({ id }) => void seen.push(id), ...(signal ? { signal } : {}) });
    const first = begin(stopping.signal);
    await handled(first);
    stopping.abort();
    await first.stop();
    await publisher.publish(away);
    const second = begin();
    await publisher.publish(fresh);
    while (!seen.includes(fresh.id)) await sleep(5);
    await handled(second);
    await second.stop();
    expect([...seen].sort()).toEqual([away.id, fresh.id].sort());
  });

  it('waits for a topic that is not there yet', async () => {
    const topic = `test.${randomUUID()}`;
    const [errors, seen]: [unknown[], string[]] = [[], []];
    const source = bench.open({ topic, onError: (error) => errors.push(error) });
    const subscription = source.subscribe({ group, handle: async ({ id }) => void seen.push(id) });
    while (errors.length < 2) await sleep(5);
    await ensureTopics(bench.admin, { topic, deadLetterTopic: bench.deadLetterTopic, partitions: 2, replicationFactor: 1, retentionHours: 1, deadLetterRetentionHours: 1 });
    const late = await openPublisher(bench.kafka, topic);
    await late.publish(eventOf('f', 1));
    while (seen.length === 0) await sleep(5);
    await subscription.stop();
    await late.close();
    await bench.admin.deleteTopics({ topics: [topic] });
  });

  it('loses its partitions to another where a handler does not end', async () => {
    const event = eventOf(randomUUID(), 1);
    await publisher.publish(event);
    const finish = new AbortController();
    let stuck = false;
    const first = bench.open({ handlerLimitMs: 1_000 }).subscribe({
      group,
      handle: async ({ id }) => {
        if (id !== event.id) return;
        stuck = true;
        if (!finish.signal.aborted) await once(finish.signal, 'abort');
      },
    });
    while (!stuck) await sleep(5);
    const seen: string[] = [];
    const second = bench.open().subscribe({ group, handle: async ({ id }) => void seen.push(id) });
    while (!seen.includes(event.id)) await sleep(5);
    finish.abort();
    await Promise.all([first.stop(), second.stop()]);
  }, 40_000);

  it('goes on with the oldest message where retention has overtaken it', async () => {
    const { kafka: settings, topic, deadLetterTopic, admin, close } = await openTopics(bench.kafka.brokers, 1);
    const own = await openPublisher(settings, topic);
    const seen: number[] = [];
    const begin = () => bench.open({ kafka: settings, topic, deadLetterTopic }).subscribe({ group, handle: async ({ sequence }) => void seen.push(sequence) });
    const before = begin();
    await own.publish(eventOf('f', 1));
    while (seen.length < 1) await sleep(5);
    await before.stop();
    await own.publish(...[2, 3, 4].map((sequence) => eventOf('f', sequence)));
    // The leader refuses what is not yet below its high watermark.
    const deleted = () => admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '3' }] }).then(() => true, () => false);
    while (!(await deleted())) await sleep(20);
    const after = begin();
    while (seen.length < 2) await sleep(5);
    await after.stop();
    expect(seen).toEqual([1, 4]);
    await own.close();
    await close();
  });

  it('says how far it is behind, in events and seconds', async () => {
    const blocked = bench.open().subscribe({ group, fromStart: false, handle: async () => Promise.reject(new HandlerUnavailable('away')) });
    await handled(blocked);
    expect(await blocked.lag()).toEqual({ events: 0, seconds: 0 });
    await publisher.publish(...oneTo(7).map(() => eventOf(randomUUID(), 1)));
    const publishedAt = performance.now();
    while ((await blocked.lag()).seconds < 2) await sleep(20);
    expect(performance.now() - publishedAt).toBeGreaterThan(1_700);
    expect((await blocked.lag()).events).toBe(7);
    await blocked.stop();
  });
});
