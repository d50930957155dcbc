import { openDatabase, FaxLog } from '@faxwire/event-log';
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
const OTHERS = ['lifecycle', 'media', 'webhooks', 'relay'] as const;
const SUMMARIES = 'SELECT * FROM fax ORDER BY fax_id';
const NUMBER = '+19995550100';
const BUSY = '+19995550105';
const REJECTS = '+19995550104';

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

  describe('commands that race with each other and with attempts', () => {
    const WAYS = [['hold', 'stop'], ['stop', 'hold', 'revive'], ['hold', 'revive', 'stop'], ['hold', 'revive'], ['stop', 'retry'], ['retry', 'hold', 'stop']] as const;
    type Verb = (typeof WAYS)[number][number];

    const ask = async (faxId: string, verb: Verb): Promise<boolean> => {
      const { baseUrl, apiKey } = stage.credentials;
      const url = verb === 'stop' ? `${baseUrl}/fax/${faxId}` : `${baseUrl}/fax/${faxId}/${verb}`;
      const response = await fetch(url, { method: verb === 'stop' ? 'DELETE' : 'PUT', headers: { authorization: `Bearer ${apiKey}` } });
      await response.arrayBuffer();
      if (response.status >= 500) throw new Error(`${verb} was answered with ${response.status}`);
      return response.ok;
    };

    it('leave each fax with one end; a stop that was accepted is never dialled, and a retry makes one attempt', async () => {
      const faxes = await Promise.all([...WAYS, ...WAYS].map(async (verbs, index) => {
        const faxId = await stage.submit(fax(`race ${index}`, 1, index % 2 === 0 ? NUMBER : REJECTS));
        // The second half races with the attempt, the first one with everything before it.
        if (index >= WAYS.length) await stage.event(faxId, 'DocumentRendered');
        const answers = await Promise.all(verbs.map(async (verb) => [verb, await ask(faxId, verb)] as const));
        return { faxId, answers: new Map<Verb, boolean>(answers) };
      }));
      for (const { faxId, answers } of faxes) {
        const held = await until('fax that is at rest', async () => {
          const { status = '', open = true } = (await stage.records.summary(faxId)) ?? {};
          return (status === 'FaxHeld' || !open) && status;
        }, SOON_MS);
        if (held === 'FaxHeld') expect(await ask(faxId, 'revive')).toBe(true);
        const story = await stage.story(faxId);
        expect([faxId, violationsOf(story)]).toEqual([faxId, []]);
        if (answers.get('stop')) expect([story.summary.status, attemptsOf(story)]).toEqual(['FaxCancelled', 0]);
      }
      expect(faxes.some(({ answers }) => answers.get('stop'))).toBe(true);
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
