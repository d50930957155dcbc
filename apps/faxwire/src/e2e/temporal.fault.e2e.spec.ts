import { DistributedStage, causesOf, faultsOf } from './distributed-stage.ts';
import { violationsOf, type FaxStory } from './invariants.ts';
import type { Submission } from './submission.ts';
import { textOfPages } from './text-document.ts';
import { until } from './until.ts';

const START_MS = 500_000;
const TEST_MS = 400_000;
const NOTICED_MS = 30_000;
/** Shorter than any heartbeat that is waited for, and longer than all of them. */
const SHORT_FREEZE_MS = 5_000;
const LONG_FREEZE_MS = 60_000;
const OUTAGE_MS = 10_000;
const RECEIVES = '+19995550100';
const REAL_TIME = '+19995550110';
const KILLED = { code: null, signal: 'SIGKILL' };

const fax = (name: string, pages = 1, phoneNumber = RECEIVES): Submission => ({ phoneNumber, text: textOfPages(pages), metadata: { case: name } });
const after = (ms: number): Promise<boolean> => {
  const over = performance.now() + ms;
  return until(`end of ${ms} ms`, async () => performance.now() >= over, ms * 2);
};

describe('faults of Temporal and of its workers', () => {
  let stage: DistributedStage;
  /** Undefined where the start failed, which closes what it had opened. */
  let opened: DistributedStage | undefined;

  beforeAll(async () => {
    stage = opened = await DistributedStage.open({ env: { FAXWIRE_RETRY_MAX_ATTEMPTS: '3' }, fleet: { count: { media: 2, lifecycle: 1 } } });
    // Only one makes calls until the other is wanted.
    await stage.process('media-2').end('SIGKILL');
  }, START_MS);
  afterAll(() => opened?.close(), TEST_MS);

  async function sentWithoutFault(faxId: string): Promise<void> {
    const story = await stage.story(faxId);
    expect([violationsOf(story), story.summary.status, faultsOf(story)]).toEqual([[], 'FaxSent', []]);
  }

  it('a server that is down when a fax comes: the fax is accepted, and started later', async () => {
    await stage.engines.temporal.kill('SIGKILL');
    let faxId = '';
    try {
      faxId = await stage.submit(fax('down at submit'));
      await after(OUTAGE_MS);
      expect((await stage.records.events(faxId)).map(({ type }) => type)).toEqual(['FaxReceived']);
    } finally {
      await stage.engines.temporal.start();
    }
    await sentWithoutFault(faxId);
  }, TEST_MS);

  it('a server that is killed in mid call: the call goes on, and nobody dials a second time', async () => {
    const faxId = await stage.submit(fax('down in mid call', 3));
    await stage.event(faxId, 'FaxNegotiated');
    await stage.engines.temporal.kill('SIGKILL');
    try {
      await stage.event(faxId, 'PageSent', 3);
    } finally {
      await stage.engines.temporal.start();
    }
    await sentWithoutFault(faxId);
  }, TEST_MS);

  it.each([
    ['in a workflow task', 'before_next_step'],
    ['in an activity', 'before_append'],
    ['in an activity whose effect is stored', 'after_append'],
  ])('a lifecycle that is killed %s: the next one goes on', async (_what, failPoint) => {
    await stage.restart('lifecycle', { FAXWIRE_FAILPOINT: failPoint });
    const faxId = await stage.submit(fax(`lifecycle ${failPoint}`));
    expect(await stage.process('lifecycle').ended).toEqual(KILLED);
    await stage.restart('lifecycle');
    await sentWithoutFault(faxId);
  }, TEST_MS);

  it('a lifecycle that is killed whenever it gets to its workflows: every fax comes to its end', async () => {
    const faxIds = await Promise.all(['a', 'b', 'c'].map((name) => stage.submit(fax(`workflow ${name}`, 2))));
    for (const type of ['DocumentRendered', 'CallRinging', 'PageSent'] as const) {
      await stage.event(faxIds[0] ?? '', type);
      await stage.restart('lifecycle');
    }
    for (const faxId of faxIds) await sentWithoutFault(faxId);
  }, TEST_MS);

  it('a media worker that stands still for 5 s is not taken for dead', async () => {
    const faxId = await stage.submit(fax('five seconds', 1, REAL_TIME));
    await stage.event(faxId, 'FaxNegotiated');
    stage.process('media').signal('SIGSTOP');
    await after(SHORT_FREEZE_MS).finally(() => stage.process('media').signal('SIGCONT'));
    const story = await stage.story(faxId);
    expect([violationsOf(story), story.summary.status]).toEqual([[], 'FaxSent']);
    expect(causesOf(story)).not.toContain('interrupted');
  }, TEST_MS);

  it('a media worker that stands still for 60 s has lost its attempt: another one resumes, and what it says when it wakes is refused', async () => {
    const faxId = await stage.submit(fax('sixty seconds', 3));
    await stage.event(faxId, 'PageSent');
    const frozenAt = Date.now();
    stage.process('media').signal('SIGSTOP');
    let before: FaxStory;
    try {
      stage.process('media-2').start();
      expect((await stage.event(faxId, 'AttemptFailed')) - frozenAt).toBeLessThan(NOTICED_MS);
      before = await stage.story(faxId);
      await until('end of the frost', async () => Date.now() - frozenAt > LONG_FREEZE_MS, LONG_FREEZE_MS * 2);
    } finally {
      stage.process('media').signal('SIGCONT');
    }
    expect([violationsOf(before), before.summary.status, faultsOf(before)]).toEqual([[], 'FaxSent', ['interrupted']]);
    // Both are there for what comes next, and the log is as it was.
    await stage.process('media').ready();
    await sentWithoutFault(await stage.submit(fax('after the frost')));
    expect((await stage.story(faxId)).events).toEqual(before.events);
  }, TEST_MS);

  it('a media worker whose grace is over in the middle of the only page: another one sends it', async () => {
    await stage.process('media-2').end('SIGKILL');
    await stage.restart('media', { FAXWIRE_SHUTDOWN_GRACE_SECONDS: '1' });
    const faxId = await stage.submit(fax('out of grace', 1, REAL_TIME));
    await stage.event(faxId, 'FaxNegotiated');
    stage.process('media-2').start();
    await stage.process('media-2').ready();
    expect(await stage.process('media').end('SIGTERM')).toEqual({ code: 0, signal: null });
    const story = await stage.story(faxId);
    expect([violationsOf(story), story.summary.status, faultsOf(story)]).toEqual([[], 'FaxSent', ['stopped']]);
  }, TEST_MS);

  it.each([
    ['falls silent', '+19995550112', 'FaxFailed', 'far_end_silent', 0],
    ['hangs up before it confirms the last page', '+19995550113', 'FaxFailed', 'dropped_mid_page', 1],
  ])('a far end that %s is ended by a timer or for what it did', async (_what, number, status, cause, confirmed) => {
    const story = await stage.story(await stage.submit(fax(cause, 2, number)));
    expect(violationsOf(story)).toEqual([]);
    expect(story.summary.status).toBe(status);
    expect(causesOf(story)).toContain(cause);
    expect(story.events.filter(({ type }) => type === 'PageSent')).toHaveLength(confirmed);
  }, TEST_MS);
});
