import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DistributedStage, attemptsOf, causesOf, faultsOf } from './distributed-stage.ts';
import { violationsOf, type FaxStory } from './invariants.ts';
import type { Submission } from './submission.ts';
import { textOfPages } from './text-document.ts';
import { until } from './until.ts';

const START_MS = 500_000;
const TEST_MS = 400_000;
const SOON_MS = 120_000;
const TRIES = 3;
const PAGES = 8;
const RECEIVES = '+19995550100';
const REAL_TIME = '+19995550110';
/** Shorter than any heartbeat that is waited for, and longer than all of them. */
const SHORT_FREEZE_MS = 5_000;
const LONG_FREEZE_MS = 40_000;

const after = (ms: number): Promise<boolean> => {
  const over = performance.now() + ms;
  return until(`end of ${ms} ms`, async () => performance.now() >= over, ms * 2);
};

describe('what breaks in the middle of a call', () => {
  let stage: DistributedStage;
  /** Undefined where the start failed, which closes what it had opened. */
  let opened: DistributedStage | undefined;
  let faxes = 0;

  beforeAll(async () => {
    stage = opened = await DistributedStage.open();
  }, START_MS);
  afterAll(() => opened?.close(), TEST_MS);

  function submitted(what: string, pages = PAGES, phoneNumber = RECEIVES): Promise<string> {
    faxes += 1;
    const fax: Submission = { phoneNumber, text: textOfPages(pages), metadata: { case: `${what} ${faxes}` } };
    return stage.submit(fax);
  }

  const pagesAtFarEnd = async (faxId: string): Promise<number> => (await stage.farCalls(faxId)).reduce((sum, { pages }) => sum + pages.length, 0);

  /** Facts in files of the media process that the log does not have yet. */
  async function factsOnDisk(): Promise<number> {
    const folder = join(stage.process('media').options.cwd, 'facts');
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.facts'));
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
    return texts.reduce((sum, text) => sum + text.split('\n').filter((line) => line !== '').length, 0);
  }

  /** One attempt, one call, every page in it, and no fault on our side. */
  function expectOneCall(story: FaxStory, pages = PAGES): void {
    expect([violationsOf(story), story.summary.status, causesOf(story), attemptsOf(story)]).toEqual([[], 'FaxSent', [], 1]);
    expect(story.calls.map((call) => call.pages.length)).toEqual([pages]);
    expect(story.events.filter(({ type }) => type === 'FaxSent')).toHaveLength(1);
    expect(story.events.filter(({ type }) => type === 'PageSent').map(({ data }) => data['page'])).toEqual(Array.from({ length: pages }, (_, page) => page));
  }

  /** Once more where a starved machine broke a call on its line, which is nobody's fault here. */
  async function undisturbed(play: () => Promise<FaxStory>): Promise<FaxStory> {
    for (let time = 1; ; time += 1) {
      const story = await play();
      if (time === TRIES || causesOf(story).every((cause) => faultsOf(story).includes(cause))) return story;
      process.stdout.write(`once more: ${causesOf(story).join(', ')}\n`);
    }
  }

  it.each([
    ['is killed', () => stage.engines.postgres.kill('SIGKILL'), () => stage.engines.postgres.start()],
    ['stands still', () => stage.engines.postgres.freeze(), () => stage.engines.postgres.thaw()],
  ] as const)('PostgreSQL that %s until the call is over: it goes on, its pages wait on the disk, and nobody dials again', async (what, stop, bringBack) => {
    const story = await undisturbed(async () => {
      const faxId = await submitted(`database ${what}`);
      await stage.event(faxId, 'PageSent');
      await stop();
      try {
        // By what the far end says: the log is away.
        await until('last page at the far end', async () => (await pagesAtFarEnd(faxId)) >= PAGES, SOON_MS);
        expect(await factsOnDisk()).toBeGreaterThan(0);
      } finally {
        await bringBack();
      }
      return stage.story(faxId);
    });
    expectOneCall(story);
    await until('disk without facts', async () => (await factsOnDisk()) === 0, SOON_MS);
  }, TEST_MS);

  it.each(['temporal', 'kafka'] as const)('%s that is killed until the call is over: it goes on, and nobody dials again', async (engine) => {
    const story = await undisturbed(async () => {
      const faxId = await submitted(`${engine} is killed`);
      await stage.event(faxId, 'PageSent');
      await stage.engines[engine].kill('SIGKILL');
      try {
        await stage.event(faxId, 'PageSent', PAGES);
      } finally {
        await stage.engines[engine].start();
      }
      return stage.story(faxId);
    });
    expectOneCall(story);
    // What Kafka could not carry meanwhile comes after all.
    expect(story.webhooks?.size).toBe(story.events.length);
  }, TEST_MS);

  it('a media process that stands still for 5 s in mid page: the same call goes on, and the page arrives', async () => {
    const story = await undisturbed(async () => {
      const faxId = await submitted('five seconds', 1, REAL_TIME);
      await stage.event(faxId, 'FaxNegotiated');
      stage.process('media').signal('SIGSTOP');
      await after(SHORT_FREEZE_MS).finally(() => stage.process('media').signal('SIGCONT'));
      return stage.story(faxId);
    });
    expectOneCall(story, 1);
  }, TEST_MS);

  it('a media process that stands still for 40 s in mid call, and is the only one: the attempt ends with its cause, and the next one goes on where it was', async () => {
    const faxId = await submitted('forty seconds');
    await stage.event(faxId, 'PageSent');
    stage.process('media').signal('SIGSTOP');
    await after(LONG_FREEZE_MS).finally(() => stage.process('media').signal('SIGCONT'));
    const story = await stage.story(faxId);
    expect([violationsOf(story), story.summary.status, faultsOf(story)]).toEqual([[], 'FaxSent', ['interrupted']]);
    expect(attemptsOf(story)).toBeGreaterThanOrEqual(2);
    const end = story.events.findIndex(({ data }) => data['cause'] === 'interrupted');
    const confirmed = story.events.slice(0, end).filter(({ type }) => type === 'PageSent').length;
    expect(story.events.slice(end).find(({ type }) => type === 'FaxAttemptInitiated')?.data['fromPage']).toBe(confirmed);
  }, TEST_MS);
});
