import { DistributedStage, PATIENCE_MS, faultsOf } from './distributed-stage.ts';
import { violationsOf } from './invariants.ts';
import { beginSubmission, submit, type Submission } from './submission.ts';
import { textOfPages } from './text-document.ts';
import { eventsOfTopic, orderFaults, timesOf } from './topic-events.ts';
import { until } from './until.ts';

const START_MS = 500_000;
const TEST_MS = 300_000;
const KILLED = { code: null, signal: 'SIGKILL' };
const LEFT = { code: 0, signal: null };
/** A worker that is gone is noticed within this. */
const NOTICED_MS = 30_000;
const GRACE_SECONDS = 120;
const NUMBER = '+19995550100';

const fax = (name: string, pages = 2): Submission => ({ phoneNumber: NUMBER, text: textOfPages(pages), metadata: { case: name }, idempotencyKey: name });

describe('a process of six that dies', () => {
  let stage: DistributedStage;
  /** Undefined where the start failed, which closes what it had opened. */
  let opened: DistributedStage | undefined;

  beforeAll(async () => {
    stage = opened = await DistributedStage.open({ fleet: { graceSeconds: GRACE_SECONDS } });
  }, START_MS);
  afterAll(() => opened?.close(), TEST_MS);

  it.each([
    ['before_append', 'there is no fax', 0],
    ['after_append', 'there is one', 1],
  ])('the API at %s: %s, and the same Idempotency-Key leads to exactly one', async (failPoint, _what, survivors) => {
    const submission = fax(`api ${failPoint}`);
    await stage.restart('api', { FAXWIRE_FAILPOINT: failPoint });
    await expect(submit(stage.credentials, submission)).rejects.toThrow();
    expect(await stage.process('api').ended).toEqual(KILLED);
    expect(await stage.records.summariesNamed(`api ${failPoint}`)).toHaveLength(survivors);
    await stage.restart('api');
    const faxId = await stage.submit(submission);
    expect(await stage.submit(submission)).toBe(faxId);
    const story = await stage.story(faxId);
    expect(violationsOf(story)).toEqual([]);
    expect(story.summary.status).toBe('FaxSent');
    expect(await stage.records.summariesNamed(`api ${failPoint}`)).toHaveLength(1);
  }, TEST_MS);

  it('the API in the middle of an upload: there is no fax, and the same request again makes one', async () => {
    const submission = fax('upload');
    const upload = await beginSubmission(stage.credentials, submission);
    await stage.process('api').end('SIGKILL');
    await expect(upload.finish()).rejects.toThrow();
    expect(await stage.records.summariesNamed('upload')).toEqual([]);
    await stage.restart('api');
    const story = await stage.story(await stage.submit(submission));
    expect([violationsOf(story), story.summary.status]).toEqual([[], 'FaxSent']);
  }, TEST_MS);

  it('the relay between acknowledgement and checkpoint: duplicates only, and the order of each fax is kept', async () => {
    await stage.restart('relay', { FAXWIRE_FAILPOINT: 'before_relay_checkpoint' });
    const faxId = await stage.submit(fax('relay'));
    expect(await stage.process('relay').ended).toEqual(KILLED);
    await stage.restart('relay');
    const story = await stage.story(faxId);
    expect(violationsOf(story)).toEqual([]);
    const events = await eventsOfTopic(stage.engines.kafka.brokers);
    const own = events.filter(({ subject }) => subject === faxId);
    expect(orderFaults(events)).toEqual([]);
    expect(new Set(own.map(({ sequence }) => sequence))).toEqual(new Set(story.events.map(({ version }) => version)));
    expect(Math.max(...timesOf(own).values())).toBeGreaterThan(1);
  }, TEST_MS);

  it('media in the middle of page 2: the attempt is interrupted within 30 s, and the next one begins where the far end has confirmed', async () => {
    await stage.restart('media', { FAXWIRE_FAILPOINT: 'mid_page@2' });
    const faxId = await stage.submit(fax('media', 3));
    expect(await stage.process('media').ended).toEqual(KILLED);
    const diedAt = Date.now();
    // On the same ports: the dead one's are free.
    stage.process('media').start();
    const noticedAt = await until('interrupted attempt', async () => (await stage.records.events(faxId)).find(({ data }) => data['cause'] === 'interrupted')?.at, PATIENCE_MS);
    expect(noticedAt - diedAt).toBeLessThan(NOTICED_MS);
    const story = await stage.story(faxId);
    expect([violationsOf(story), story.summary.status, faultsOf(story)]).toEqual([[], 'FaxSent', ['interrupted']]);
    const end = story.events.findIndex(({ data }) => data['cause'] === 'interrupted');
    const confirmed = story.events.slice(0, end).filter(({ type }) => type === 'PageSent').length;
    expect(story.events.slice(end).find(({ type }) => type === 'FaxAttemptInitiated')?.data['fromPage']).toBe(confirmed);
  }, TEST_MS);

  it('the webhook worker between answer and record: the same webhook comes again under its id', async () => {
    await stage.restart('webhooks', { FAXWIRE_FAILPOINT: 'before_webhook_record' });
    const faxId = await stage.submit(fax('webhooks'));
    expect(await stage.process('webhooks').ended).toEqual(KILLED);
    await stage.restart('webhooks');
    const story = await stage.story(faxId);
    expect(violationsOf(story)).toEqual([]);
    const twice = [...(story.webhooks ?? [])].filter(([, times]) => times > 1).map(([id]) => id);
    expect(twice.length).toBeGreaterThan(0);
    const [delivery] = await stage.records.rows<{ state: string; tries: number }>(
      'SELECT state, jsonb_array_length(attempts) AS tries FROM webhook_delivery WHERE event_id = $1', [twice[0]]);
    expect(delivery).toEqual({ state: 'delivered', tries: 2 });
  }, TEST_MS);

  describe('that is asked to leave', () => {
    it('media finishes its live call and exits with 0; the next one takes the next fax', async () => {
      const faxId = await stage.submit(fax('media leaves'));
      await stage.event(faxId, 'CallAnswered');
      const leaving = stage.process('media').end('SIGTERM');
      const waiting = await stage.submit(fax('media left'));
      expect(await leaving).toEqual(LEFT);
      expect(await stage.records.countOf(waiting, 'FaxAttemptInitiated')).toBe(0);
      stage.process('media').start();
      for (const id of [faxId, waiting]) {
        const story = await stage.story(id);
        expect(violationsOf(story)).toEqual([]);
        expect([story.summary.status, faultsOf(story)]).toEqual(['FaxSent', []]);
      }
    }, TEST_MS);

    it('the API answers the request that it has, and exits with 0', async () => {
      const upload = await beginSubmission(stage.credentials, fax('api leaves'));
      const leaving = stage.process('api').end('SIGTERM');
      const faxId = await upload.finish();
      expect(await leaving).toEqual(LEFT);
      await stage.restart('api');
      expect(violationsOf(await stage.story(faxId))).toEqual([]);
    }, TEST_MS);

    it('relay, webhooks and lifecycle leave in the middle of a fax with 0, and the fax does not notice', async () => {
      const faxId = await stage.submit(fax('others leave', 3));
      await stage.event(faxId, 'CallAnswered');
      const others = ['relay', 'webhooks', 'lifecycle'].map((name) => stage.process(name));
      expect(await Promise.all(others.map((process) => process.end('SIGTERM')))).toEqual([LEFT, LEFT, LEFT]);
      for (const process of others) process.start();
      const story = await stage.story(faxId);
      expect(violationsOf(story)).toEqual([]);
      expect([story.summary.status, faultsOf(story)]).toEqual(['FaxSent', []]);
    }, TEST_MS);

    it('everybody leaves with 0 when all are told', async () => {
      const ends = await Promise.all(stage.fleet.processes.map((process) => process.end('SIGTERM')));
      expect(ends).toEqual(stage.fleet.processes.map(() => LEFT));
    }, TEST_MS);
  });
});
