import { randomInt } from 'node:crypto';
import { openDatabase, FaxLog, ROLES } from '@faxwire/event-log';
import pg from 'pg';
import { anyOf, between, chanceOf } from '../chaos/chance.ts';
import { SCHEMA } from '../schema.ts';
import { DistributedStage, PATIENCE_MS, attemptsOf, causesOf } from './distributed-stage.ts';
import { violationsOf } from './invariants.ts';
import { postFax, type Submission } from './submission.ts';
import { textOfPages } from './text-document.ts';
import { until } from './until.ts';

const START_MS = 500_000;
const TEST_MS = 400_000;
const SOON_MS = 90_000;
const FROZEN_MS = 20_000;
const RACES = 24;
const OTHERS = ['lifecycle', 'media', 'webhooks', 'relay'] as const;
const SUMMARIES = 'SELECT * FROM fax ORDER BY fax_id';
const NUMBER = '+19995550100';
const BUSY = '+19995550105';
const REJECTS = '+19995550104';
const WAITS_FOR_SUMMARY = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'faxwire_api'`;
/** The event that the API is about to store, by somebody else. */
const SAME_EVENT = `INSERT INTO event (tenant_id, stream, version, type, data, meta, at)
  SELECT tenant_id, stream, version + 1, type, data, meta, at FROM event WHERE stream = $1 ORDER BY version DESC LIMIT 1`;

const fax = (name: string, pages = 1, phoneNumber = NUMBER): Submission => ({ phoneNumber, text: textOfPages(pages), metadata: { case: name }, idempotencyKey: name });

describe('faults of PostgreSQL, and races over it', () => {
  let stage: DistributedStage;
  /** Undefined where the start failed, which closes what it had opened. */
  let opened: DistributedStage | undefined;

  beforeAll(async () => {
    stage = opened = await DistributedStage.open();
  }, START_MS);
  afterAll(() => opened?.close(), TEST_MS);

  const pidsOf = (): (number | undefined)[] => stage.fleet.processes.map(({ pid }) => pid);

  /** 503 to who comes, and to who asks whether to send anybody; and still no reason to restart us. */
  async function expectAway(name: string): Promise<void> {
    const refused = await until('refusal', async () => {
      const response = await postFax(stage.credentials, fax(name));
      return response.status === 503 && response;
    }, SOON_MS);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const process of ['api', ...OTHERS].map((app) => stage.process(app))) {
      await until(`${process.name} that is not ready`, async () => !(await process.isReady()), SOON_MS);
      expect([process.name, await process.isLive()]).toEqual([process.name, true]);
    }
    expect(await stage.process('sandbox').isReady()).toBe(true);
  }

  /** @param accepted before or during the fault */
  async function expectRecovery(pids: readonly (number | undefined)[], accepted: readonly string[]): Promise<void> {
    for (const process of stage.fleet.processes) await process.ready();
    expect(pidsOf()).toEqual(pids);
    for (const faxId of accepted) expect([faxId, violationsOf(await stage.story(faxId))]).toEqual([faxId, []]);
  }

  it('a server that is killed: 503 with Retry-After, not ready but live, and back without a restart; nothing accepted is lost', async () => {
    const pids = pidsOf();
    const accepted = [await stage.submit(fax('killed before', 2)), await stage.submit(fax('killed with it'))];
    await stage.event(accepted[0] ?? '', 'CallAnswered');
    await stage.engines.postgres.kill('SIGKILL');
    try {
      await expectAway('killed, refused');
    } finally {
      await stage.engines.postgres.start();
    }
    accepted.push(await stage.submit(fax('killed after')));
    await expectRecovery(pids, accepted);
  }, TEST_MS);

  it('a server that is frozen for 20 s: the same', async () => {
    const pids = pidsOf();
    const accepted = [await stage.submit(fax('frozen before', 2)), await stage.submit(fax('frozen with it'))];
    await stage.event(accepted[0] ?? '', 'CallAnswered');
    const frozenUntil = performance.now() + FROZEN_MS;
    await stage.engines.postgres.freeze();
    try {
      await expectAway('frozen, refused');
      await until('end of the frost', async () => performance.now() >= frozenUntil, FROZEN_MS * 2);
    } finally {
      await stage.engines.postgres.thaw();
    }
    // The same key as the request that was refused or not answered: exactly one fax comes of it.
    accepted.push(await until('API that accepts', () => stage.submit(fax('frozen, refused')), SOON_MS));
    await expectRecovery(pids, accepted);
    expect(await stage.records.summariesNamed('frozen, refused')).toHaveLength(1);
  }, TEST_MS);

  it('a server that has no connection left for us: the same', async () => {
    const pids = pidsOf();
    const accepted = [await stage.submit(fax('crowded out before', 2)), await stage.submit(fax('crowded out with it'))];
    await stage.event(accepted[0] ?? '', 'CallAnswered');
    const limit = async (connections: number): Promise<void> => {
      for (const role of ROLES) await stage.records.rows(`ALTER ROLE ${role} CONNECTION LIMIT ${connections}`);
    };
    await limit(0);
    try {
      await stage.records.rows('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ANY ($1)', [ROLES]);
      await expectAway('crowded out, refused');
    } finally {
      await limit(-1);
    }
    accepted.push(await until('API that accepts', () => stage.submit(fax('crowded out after')), SOON_MS));
    await expectRecovery(pids, accepted);
  }, TEST_MS);

  it('a deadlock: 503 with Retry-After for the one that was given up, and the same request works later', async () => {
    const faxId = await stage.submit(fax('deadlock', 1, REJECTS));
    expect((await stage.story(faxId)).summary.status).toBe('FaxFailed');
    const retry = () => fetch(`${stage.credentials.baseUrl}/fax/${faxId}/retry`, { method: 'PUT', headers: { authorization: `Bearer ${stage.credentials.apiKey}` } });
    const refused = await deadlock(faxId, retry);
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
    expect((await stage.records.events(faxId)).at(-1)?.type).toBe('FaxFailed');
    expect((await retry()).ok).toBe(true);
    await stage.event(faxId, 'FaxFailed', 2);
    const story = await stage.story(faxId);
    expect([violationsOf(story), attemptsOf(story)]).toEqual([[], 2]);
  }, TEST_MS);

  /**
   * The API has its event and waits for the summary; this has the summary and waits for the event. The server looks for a cycle once,
   * a second after somebody began to wait, and this one does not have it look: where the API began too early on a busy machine,
   * its own time limit ends the wait.
   */
  async function deadlock(faxId: string, request: () => Promise<Response>): Promise<Response> {
    const client = new pg.Client({ connectionString: stage.ownerUrl });
    await client.connect();
    try {
      await client.query(`SET deadlock_timeout = '1h'`);
      await client.query('BEGIN');
      await client.query('SELECT FROM fax WHERE fax_id = $1 FOR UPDATE', [faxId]);
      const answer = request();
      await until('API that waits', async () => (await stage.records.rows(WAITS_FOR_SUMMARY)).length > 0, SOON_MS);
      await client.query(SAME_EVENT, [`fax-${faxId}`]);
      await client.query('ROLLBACK');
      return await answer;
    } finally {
      await client.end();
    }
  }

  describe('commands that race with each other and with attempts', () => {
    const VERBS = ['hold', 'stop', 'revive', 'retry'] as const;
    type Verb = (typeof VERBS)[number];
    /** Each race begins at one of them; the first is before everything. */
    const MOMENTS = ['FaxReceived', 'DocumentRendered', 'FaxAttemptInitiated', 'CallAnswered', 'AttemptFailed'] as const;
    const SEED = Number(process.env['FAXWIRE_TEST_SEED'] ?? randomInt(1_000_000));

    const ask = async (faxId: string, verb: Verb): Promise<boolean> => {
      const { baseUrl, apiKey } = stage.credentials;
      const url = verb === 'stop' ? `${baseUrl}/fax/${faxId}` : `${baseUrl}/fax/${faxId}/${verb}`;
      const response = await fetch(url, { method: verb === 'stop' ? 'DELETE' : 'PUT', headers: { authorization: `Bearer ${apiKey}` } });
      await response.arrayBuffer();
      if (response.status >= 500) throw new Error(`${verb} was answered with ${response.status}`);
      return response.ok;
    };

    /** Each order of verbs and moments is as likely as any other. */
    function* races(count: number): Generator<{ name: string; moment: (typeof MOMENTS)[number]; verbs: Verb[] }, void> {
      const chance = chanceOf(SEED);
      for (const verb of ['hold', 'stop'] as const) yield { name: `race of ${verb} alone`, moment: 'FaxReceived', verbs: [verb] };
      for (let index = 0; index < count; index += 1) {
        const verbs = Array.from({ length: between(chance, [2, 4]) }, () => anyOf(chance, VERBS));
        const moment = anyOf(chance, MOMENTS);
        yield { name: `race ${SEED}/${index}: ${verbs.join(', ')} at ${moment}`, moment, verbs };
      }
    }

    it(`leave each fax with one end; a stop that was accepted ends it, and each retry makes one attempt (FAXWIRE_TEST_SEED=${SEED})`, async () => {
      const faxes = await Promise.all([...races(RACES)].map(async ({ name, moment, verbs }) => {
        const faxId = await stage.submit(fax(name, 1, BUSY));
        await stage.event(faxId, moment);
        const answers = await Promise.all(verbs.map(async (verb) => [verb, await ask(faxId, verb)] as const));
        return { name, faxId, answers };
      }));
      for (const { name, faxId, answers } of faxes) {
        const held = await until(`rest of ${name}`, async () => {
          const { status = '', open = true } = (await stage.records.summary(faxId)) ?? {};
          return (status === 'FaxHeld' || !open) && status;
        }, PATIENCE_MS);
        if (held === 'FaxHeld') expect(await ask(faxId, 'revive')).toBe(true);
        const story = await stage.story(faxId);
        expect([name, violationsOf(story)]).toEqual([name, []]);
        if (answers.some(([verb, accepted]) => verb === 'stop' && accepted)) expect([name, story.summary.status]).toEqual([name, 'FaxCancelled']);
      }
      const accepted = faxes.flatMap(({ answers }) => answers.filter(([, ok]) => ok).map(([verb]) => verb));
      expect(accepted).toEqual(expect.arrayContaining(['hold', 'stop']));
    }, TEST_MS);

    it('ask for a failed fax again from two sides: one attempt comes of it', async () => {
      const faxId = await stage.submit(fax('asked twice', 1, REJECTS));
      expect((await stage.story(faxId)).summary.status).toBe('FaxFailed');
      const answers = await Promise.all([ask(faxId, 'retry'), ask(faxId, 'retry'), ask(faxId, 'retry')]);
      expect(answers.filter(Boolean)).toHaveLength(1);
      await stage.event(faxId, 'FaxFailed', 2);
      const story = await stage.story(faxId);
      expect([violationsOf(story), attemptsOf(story)]).toEqual([[], 2]);
    }, TEST_MS);
  });

  it('summaries that are made again while faxes flow, from events of two releases, are the same', async () => {
    const faxIds = await Promise.all([0, 1, 2].map((index) => stage.submit(fax(`rebuilt ${index}`, 2, BUSY))));
    const [old = ''] = faxIds;
    const database = await openDatabase({ url: stage.ownerUrl, poolSize: 3, entities: SCHEMA.entities, migrations: [], migrate: false });
    try {
      const faxLog = new FaxLog({ database, now: Date.now });
      await stage.event(old, 'AttemptFailed');
      // As the first release stored it.
      const rewritten = `UPDATE event SET data = data - 'jitter', meta = meta - 'schema' WHERE stream = $1 AND type = 'AttemptFailed' RETURNING version`;
      expect(await stage.records.rows(rewritten, [`fax-${old}`])).not.toEqual([]);
      await until('end of all of them', async () => {
        await faxLog.rebuildSummaries();
        return (await Promise.all(faxIds.map((faxId) => stage.records.summary(faxId)))).every((known) => known?.open === false);
      }, PATIENCE_MS);
      for (const faxId of faxIds) {
        const story = await stage.story(faxId);
        expect([violationsOf(story), causesOf(story).slice(0, 2), story.summary.status]).toEqual([[], ['busy', 'busy'], 'FaxSent']);
      }
      const before = await stage.records.rows(SUMMARIES);
      expect(await faxLog.rebuildSummaries()).toBe(before.length);
      expect(await stage.records.rows(SUMMARIES)).toEqual(before);
    } finally {
      await database.close();
    }
  }, TEST_MS);
});
