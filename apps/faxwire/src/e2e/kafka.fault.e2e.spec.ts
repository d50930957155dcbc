import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FAX_EVENTS_TOPIC, eventIdOf } from '@faxwire/contracts';
import { KafkaEventSource, kafkaClient } from '@faxwire/transport';
import pg from 'pg';
import type { AppProcess } from '../distributed/app-process.ts';
import { DistributedStage } from './distributed-stage.ts';
import { violationsOf } from './invariants.ts';
import { logOf } from './process-log.ts';
import type { Submission } from './submission.ts';
import { textOfPages } from './text-document.ts';
import { eventsOfTopic, orderFaults, timesOf } from './topic-events.ts';
import { until } from './until.ts';

const START_MS = 500_000;
const TEST_MS = 400_000;
const SOON_MS = 90_000;
/** A relay that died or stands still is followed within this. */
const TAKES_OVER_MS = 10_000;
/** How long, and what else comes into the log meanwhile. */
const OUTAGES = [['a minute', 60_000, 40_000], ['ten minutes', 600_000, 0]] as const;
const SHORT_OUTAGE_MS = 1_000;
/** A slow broker stands still for so long, and then works for so long. */
const SLOW_MS = { still: 700, working: 300 };
/** In Kafka's answer to DescribeConfigs: set for this topic. */
const TOPIC_SETTING = 1;
/** In Kafka's requests: a topic, as something that has settings. */
const TOPIC_RESOURCE = 2;
const MIN_IN_SYNC = 'min.insync.replicas';
/** What garbage collection leaves to chance; a queue that grows with the outage would be seen above it. */
const MEMORY_MARGIN_BYTES = 100 * 1_024 * 1_024;
/** Of nobody's fax: some 3 kB each where they are held. */
const OTHER_EVENTS = `
  INSERT INTO event (tenant_id, stream, version, type, data, at)
  SELECT '00000000-0000-4000-8000-000000000001', 'fax-others-' || n / 20, n % 20 + 1, 'PageSent',
    jsonb_build_object('attemptId', 'att_others', 'page', n % 20, 'bitRate', 14400, 'badRows', 0, 'bytes', 20000, 'note', repeat('x', 1000)), now()
  FROM generate_series(0, $1::integer - 1) AS n`;
/** A lag is not counted further. */
const LAG_COUNTED = 10_000;
const LAG = 'faxwire_log_lag_events{consumer="relay"}';
const DEAD_LETTERS = 'faxwire_dead_letters_total{consumer="webhooks"}';
const MEMORY = 'process_resident_memory_bytes';
const WAITING_HANDLERS = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'faxwire_webhooks' AND query ILIKE '%INSERT INTO webhook_delivery%'`;
const DEAD_LETTERS_PROGRAM = fileURLToPath(new URL('../../dist/dead-letters.js', import.meta.url));
const POISON = 'poison_for_a_test';

type Admin = ReturnType<ReturnType<typeof kafkaClient>['admin']>;

const fax = (name: string, pages = 1): Submission => ({ phoneNumber: '+19995550100', text: textOfPages(pages), metadata: { case: name } });
const after = (ms: number): Promise<boolean> => {
  const over = performance.now() + ms;
  return until(`end of ${ms} ms`, async () => performance.now() >= over, ms * 2);
};

describe('faults of Kafka and of those who use it', () => {
  let stage: DistributedStage;
  /** Undefined where the start failed, which closes what it had opened. */
  let opened: DistributedStage | undefined;

  beforeAll(async () => {
    stage = opened = await DistributedStage.open({ fleet: { count: { relay: 2, webhooks: 2 } } });
    // Only one is told of events until the other is wanted.
    await stage.process('webhooks-2').end('SIGKILL');
  }, START_MS);
  afterAll(() => opened?.close(), TEST_MS);

  const running = (): readonly AppProcess[] => stage.fleet.processes.filter(({ pid }) => pid !== undefined);
  const relays = (): readonly AppProcess[] => stage.fleet.of('relay');
  const stateOf = async (relay: AppProcess): Promise<string> => String((await logOf(relay)).findLast(({ fields }) => 'state' in fields)?.fields['state']);
  const leader = (): Promise<AppProcess> => until('relay that leads', async () => {
    for (const relay of relays()) if ((await stateOf(relay)) === 'leading') return relay;
    return undefined;
  }, SOON_MS);

  async function expectWhole(faxIds: readonly string[]): Promise<void> {
    for (const faxId of faxIds) {
      const story = await stage.story(faxId);
      expect([faxId, violationsOf(story)]).toEqual([faxId, []]);
      expect(story.summary.status).toBe('FaxSent');
    }
  }

  /** Everything that is in the log is in the topic, in order, and nothing else. */
  async function expectTopicIsTheLog(): Promise<void> {
    await until('relay that has caught up', async () => (await Promise.all(relays().map(({ name }) => stage.metric(name, LAG)))).every((lag) => lag === 0), SOON_MS);
    const stored = await stage.records.rows<{ faxId: string; version: number }>(`SELECT substr(stream, 5) AS "faxId", version FROM event`);
    const published = await eventsOfTopic(stage.engines.kafka.brokers);
    expect(new Set(published.map(({ id }) => id))).toEqual(new Set(stored.map(({ faxId, version }) => eventIdOf(faxId, version))));
    expect(orderFaults(published)).toEqual([]);
  }

  it('a leading relay that stands still is followed within 10 s, and does not reorder when it goes on', async () => {
    const first = await leader();
    const second = relays().find((relay) => relay !== first) ?? first;
    const faxIds = [await stage.submit(fax('before', 2))];
    await stage.event(faxIds[0] ?? '', 'CallRinging');
    const stoppedAt = Date.now();
    first.signal('SIGSTOP');
    try {
      faxIds.push(await stage.submit(fax('meanwhile')));
      const tookOverAt = await until('successor', async () => (await logOf(second)).find(({ at, fields }) => at > stoppedAt && fields['state'] === 'leading')?.at, SOON_MS);
      expect(tookOverAt - stoppedAt).toBeLessThan(TAKES_OVER_MS);
    } finally {
      first.signal('SIGCONT');
    }
    faxIds.push(await stage.submit(fax('afterwards')));
    await until('first relay that knows', async () => (await stateOf(first)) === 'standby', SOON_MS);
    await expectWhole(faxIds);
    await expectTopicIsTheLog();
  }, TEST_MS);

  it('a broker that stands still for a second costs a second', async () => {
    const before = await stage.submit(fax('a second', 2));
    await stage.engines.kafka.freeze();
    try {
      const meanwhile = await stage.submit(fax('in that second'));
      await after(SHORT_OUTAGE_MS);
      await stage.engines.kafka.thaw();
      await expectWhole([before, meanwhile]);
    } finally {
      await stage.engines.kafka.thaw();
    }
  }, TEST_MS);

  it('a broker that is slow costs time', async () => {
    const { kafka } = stage.engines;
    let isSlow = true;
    const slowness = (async () => {
      while (isSlow) {
        await kafka.freeze();
        await after(SLOW_MS.still).finally(() => kafka.thaw());
        await after(SLOW_MS.working);
      }
    })();
    slowness.catch(() => undefined);
    try {
      await expectWhole([await stage.submit(fax('slow', 2)), await stage.submit(fax('slow, too'))]);
    } finally {
      isSlow = false;
      await slowness;
    }
    await expectTopicIsTheLog();
  }, TEST_MS);

  it('a broker that refuses what it is given: faxes are accepted, the lag rises, and everything catches up', async () => {
    const faxIds: string[] = [];
    await asAdmin(async (admin) => {
      const settings = await settingsOf(admin);
      // More copies than there are brokers: every write that wants all acknowledgements is refused.
      await setSettings(admin, [...settings.filter(({ name }) => name !== MIN_IN_SYNC), { name: MIN_IN_SYNC, value: '2' }]);
      try {
        for (const name of ['one', 'two']) faxIds.push(await stage.submit(fax(`refused ${name}`)));
        await until('lag that rises', async () => ((await stage.metric('relay', LAG)) ?? 0) > 0, SOON_MS);
        for (const relay of relays()) expect([relay.name, await relay.isLive()]).toEqual([relay.name, true]);
      } finally {
        await setSettings(admin, settings);
      }
    });
    await expectWhole(faxIds);
    await expectTopicIsTheLog();
  }, TEST_MS);

  it.each(OUTAGES)('a broker that is down for %s: faxes are accepted, the lag rises, nobody grows, and everything catches up', async (_long, outageMs, others) => {
    const memory = async (): Promise<number[]> => Promise.all(running().map(async ({ name }) => (await stage.metric(name, MEMORY)) ?? 0));
    const before = await memory();
    await stage.engines.kafka.kill('SIGKILL');
    const upAgainAt = performance.now() + outageMs;
    const faxIds: string[] = [];
    try {
      for (const name of ['one', 'two', 'three']) faxIds.push(await stage.submit(fax(`down ${name}`)));
      await stage.records.rows(OTHER_EVENTS, [others]);
      await until('lag that rises', async () => ((await stage.metric('relay', LAG)) ?? 0) >= Math.max(1, Math.min(others, LAG_COUNTED)), SOON_MS);
      // The sweeper stands in for the events.
      for (const faxId of faxIds) await stage.event(faxId, 'FaxSent');
      await until('end of the outage', async () => performance.now() > upAgainAt, outageMs * 2);
      const grown = (await memory()).map((bytes, index) => bytes - (before[index] ?? 0));
      expect(Math.max(...grown)).toBeLessThan(MEMORY_MARGIN_BYTES);
    } finally {
      await stage.engines.kafka.start();
    }
    await expectWhole(faxIds);
    await expectTopicIsTheLog();
  }, TEST_MS + OUTAGES[1][1]);

  it('a consumer that joins while a handler runs: nothing is left out, and nothing takes effect twice', async () => {
    const faxIds = await whileEffectsWait(async () => {
      const submitted = await Promise.all(['a', 'b', 'c'].map((name) => stage.submit(fax(`joined ${name}`))));
      await until('handler under way', async () => (await stage.records.rows(WAITING_HANDLERS)).length > 0, SOON_MS);
      stage.process('webhooks-2').start();
      await asAdmin((admin) => until('group that is shared out anew', async () => (await admin.describeGroups(['webhooks'])).groups[0]?.state === 'PreparingRebalance', SOON_MS));
      return submitted;
    });
    try {
      await stage.process('webhooks-2').ready();
      await asAdmin((admin) => until('group of two', async () => {
        const [group] = (await admin.describeGroups(['webhooks'])).groups;
        return group?.state === 'Stable' && group.members.length === 2;
      }, SOON_MS));
      await expectWhole(faxIds);
    } finally {
      await stage.process('webhooks-2').end('SIGTERM');
    }
  }, TEST_MS);

  it('a consumer that is killed in the middle of a batch repeats, and nothing takes effect twice', async () => {
    const faxIds = await whileEffectsWait(async () => {
      const submitted = await Promise.all(['a', 'b', 'c'].map((name) => stage.submit(fax(`batch ${name}`))));
      await until('handler under way', async () => (await stage.records.rows(WAITING_HANDLERS)).length > 0, SOON_MS);
      await stage.process('webhooks').end('SIGKILL');
      return submitted;
    });
    await stage.restart('webhooks');
    await expectWhole(faxIds);
    // Each event three times in all.
    const events = (await eventsOfTopic(stage.engines.kafka.brokers)).filter(({ subject }) => faxIds.includes(subject));
    const came = stage.sink.delivered.length;
    for (let time = 0; time < 2; time += 1) await produce(events.map((event) => ({ key: event.subject, value: JSON.stringify(event) })));
    await until('group that has read them', async () => (await stage.metric('webhooks', 'faxwire_log_lag_events{consumer="webhooks"}')) === 0, SOON_MS);
    const again = (await eventsOfTopic(stage.engines.kafka.brokers)).filter(({ subject }) => faxIds.includes(subject));
    expect(Math.min(...timesOf(again).values())).toBeGreaterThanOrEqual(3);
    await expectWhole([await stage.submit(fax('after the repetition'))]);
    expect(stage.sink.delivered.slice(came).filter(({ faxId }) => faxIds.includes(faxId))).toEqual([]);
  }, TEST_MS);

  it('a message that nobody can take is set aside with the reason, the others go on, and a replay brings it back', async () => {
    const pool = new pg.Pool({ connectionString: stage.ownerUrl, max: 1 });
    const source = new KafkaEventSource({ kafka: { brokers: stage.engines.kafka.brokers, clientId: 'replay' }, pool });
    try {
      await stage.records.rows(`ALTER TABLE webhook_delivery ADD CONSTRAINT ${POISON} CHECK (event_type <> 'CallAnswered') NOT VALID`);
      await produce([{ key: 'rubbish', value: 'no event at all' }]);
      const faxId = await stage.submit(fax('poison'));
      const events = await until('dead letters of two kinds', async () => {
        const letters = await source.deadLetters('webhooks');
        return letters.some(({ event }) => event?.subject === faxId) && letters.some(({ event }) => event === undefined) && letters;
      }, SOON_MS);
      expect(events.find(({ event }) => event?.subject === faxId)).toMatchObject({ event: { type: 'CallAnswered' }, tries: 5, reason: expect.stringContaining(POISON) });
      expect(events.find(({ event }) => event === undefined)).toMatchObject({ tries: 1, reason: expect.stringContaining('JSON'), origin: { topic: FAX_EVENTS_TOPIC } });
      expect(await stage.metric('webhooks', DEAD_LETTERS)).toBe(2);
      expect((await source.deadLetters('lifecycle')).map(({ event }) => event)).toEqual([undefined]);
      await stage.event(faxId, 'FaxSent');
      await until('webhook of the end', async () => stage.sink.delivered.some((webhook) => webhook.faxId === faxId && webhook.type === 'FaxSent'), SOON_MS);
      expect(stage.sink.delivered.filter((webhook) => webhook.faxId === faxId && webhook.type === 'CallAnswered')).toEqual([]);
      await stage.records.rows(`ALTER TABLE webhook_delivery DROP CONSTRAINT ${POISON}`);
      const listed = await deadLetters('list', 'webhooks');
      expect(listed.stdout.trim().split('\n').map((line) => (JSON.parse(line) as { reason: string }).reason)).toEqual(events.map(({ reason }) => reason));
      expect((await deadLetters('replay', 'webhooks')).stderr).toContain('2 events are handled again.');
      await expectWhole([faxId]);
      await until('letter that is struck off', async () => (await source.deadLetters('webhooks')).every(({ event }) => event === undefined), SOON_MS);
    } finally {
      await source.close();
      await pool.end();
    }
  }, TEST_MS);

  async function asAdmin<Result>(work: (admin: Admin) => Promise<Result>): Promise<Result> {
    const admin = kafkaClient({ brokers: stage.engines.kafka.brokers, clientId: 'admin-by-hand' }).admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  /** As an operator asks. */
  const deadLetters = (verb: 'list' | 'replay', group: string) => promisify(execFile)(process.execPath, [DEAD_LETTERS_PROGRAM, verb, group], {
    env: { PATH: process.env['PATH'] ?? '', FAXWIRE_EVENTS_BUS: 'kafka', FAXWIRE_KAFKA_BROKERS: JSON.stringify(stage.engines.kafka.brokers) },
  });

  /** Runs the work while no effect can be stored: handlers begin, and none of them ends. */
  async function whileEffectsWait<Result>(work: () => Promise<Result>): Promise<Result> {
    const client = new pg.Client({ connectionString: stage.ownerUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query('LOCK TABLE webhook_delivery IN SHARE MODE');
      return await work();
    } finally {
      await client.end();
    }
  }

  async function produce(messages: readonly { readonly key: string; readonly value: string }[]): Promise<void> {
    const producer = kafkaClient({ brokers: stage.engines.kafka.brokers, clientId: 'by-hand' }).producer({ allowAutoTopicCreation: false });
    await producer.connect();
    await producer.send({ topic: FAX_EVENTS_TOPIC, messages: [...messages] });
    await producer.disconnect();
  }
});

interface TopicSetting {
  readonly name: string;
  readonly value: string;
}

async function settingsOf(admin: Admin): Promise<TopicSetting[]> {
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: TOPIC_RESOURCE, name: FAX_EVENTS_TOPIC }] });
  return (resources[0]?.configEntries ?? []).filter(({ configSource }) => Number(configSource) === TOPIC_SETTING).map(({ configName: name, configValue: value }) => ({ name, value }));
}

/** All of them: those that are not named go back to what the broker has. */
async function setSettings(admin: Admin, configEntries: readonly TopicSetting[]): Promise<void> {
  await admin.alterConfigs({ validateOnly: false, resources: [{ type: TOPIC_RESOURCE, name: FAX_EVENTS_TOPIC, configEntries: [...configEntries] }] });
}
