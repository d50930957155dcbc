import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaxEventBody } from '@faxwire/contracts';
import { REAL_TIME_NUMBERS, SANDBOX_NUMBERS } from '@faxwire/sandbox-app';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { FaxwireClient } from '../client/faxwire-client.ts';
import { isEnd } from '../client/timeline.ts';
import type { Credentials } from '../credentials.ts';
import { comparePages } from '../demo/compare-pages.ts';
import { openHouse, type House } from '../house.ts';
import { configurationFor } from './prepared-folder.ts';
import { textOfPages } from './text-document.ts';

const PAGES = 3;
/** In real time a page takes up to half a minute. */
const REAL_TIME_PAGES = 1;
/** Five attempts and the waits between them are under a minute; as long again for eighteen faxes on four channels, on a busy machine. */
const FAX_MS = 120_000;
const TEST_MS = 300_000;
const TRIES = 3;

interface Outcome {
  readonly status: 'FaxSent' | 'FaxFailed';
  /** Of the failed attempts, in order; the fax's own cause is the last of them. */
  readonly causes: readonly string[];
  /** Pages confirmed before each attempt. */
  readonly fromPages: readonly number[];
  readonly pagesConfirmed: number;
}

const sentAtOnce = (pages = PAGES): Outcome => ({ status: 'FaxSent', causes: [], fromPages: [0], pagesConfirmed: pages });
const failed = (cause: string, attempts: number): Outcome => ({
  status: 'FaxFailed', causes: Array<string>(attempts).fill(cause), fromPages: Array<number>(attempts).fill(0), pagesConfirmed: 0,
});

/** By the retry policy and the numbers' behaviour: what a tenant is promised in the documentation. */
const EXPECTED: Readonly<Record<string, Outcome>> = {
  '+19995550100': sentAtOnce(),
  '+19995550101': failed('busy', 5),
  '+19995550102': failed('no_answer', 3),
  '+19995550103': failed('unallocated_number', 1),
  '+19995550104': failed('rejected', 1),
  '+19995550105': { status: 'FaxSent', causes: ['busy', 'busy'], fromPages: [0, 0, 0], pagesConfirmed: PAGES },
  '+19995550106': failed('t38_refused', 2),
  '+19995550107': { status: 'FaxSent', causes: ['dropped_mid_page'], fromPages: [0, 1], pagesConfirmed: PAGES },
  '+19995550108': failed('voice_answered', 2),
  '+19995550109': failed('training_failed', 5),
  '+19995550110': sentAtOnce(REAL_TIME_PAGES),
  '+19995550111': failed('service_unavailable', 5),
  '+19995550112': failed('far_end_silent', 5),
  '+19995550113': {
    status: 'FaxFailed', causes: Array<string>(5).fill('dropped_mid_page'), fromPages: [0, PAGES - 1, PAGES - 1, PAGES - 1, PAGES - 1], pagesConfirmed: PAGES - 1,
  },
  '+19995550114': sentAtOnce(),
  '+19995550115': failed('no_answer', 3),
  '+19995550116': failed('redirected', 1),
  '+19995550117': sentAtOnce(),
  '+19995550118': sentAtOnce(),
};

interface Story extends Outcome {
  readonly number: string;
  readonly faxId: string;
  readonly seconds: number;
  readonly pagesSent: readonly string[];
  readonly settings: readonly { readonly maxBitRate: number }[];
  readonly failedCause: string | undefined;
  /** What was seen, for whoever reads a failed test. */
  readonly details: readonly string[];
}

describe('a fax to each number of the sandbox carrier', () => {
  let database: TemporaryDatabase;
  let folder: string;
  let house: House;
  let credentials: Credentials;
  const stories = new Map<string, Promise<Story>>();

  beforeAll(async () => {
    database = await temporaryDatabase();
    folder = await mkdtemp(join(tmpdir(), 'faxwire-e2e-'));
    house = await openHouse(configurationFor(folder, database.url));
    const { tenants, apiKeys } = house.base;
    const { id: tenantId } = await tenants.createTenant({ name: 'Test', defaultCountry: 'US' });
    const { key: apiKey } = await apiKeys.createKey(tenantId, 'test', 'test');
    credentials = { baseUrl: house.baseUrl, tenantId, apiKey };
    await Promise.all([writeFile(join(folder, 'short.txt'), textOfPages(REAL_TIME_PAGES)), writeFile(join(folder, 'long.txt'), textOfPages(PAGES))]);
    for (const { number } of SANDBOX_NUMBERS) stories.set(number, undisturbed(number));
    for (const story of stories.values()) story.catch(() => undefined);
  }, TEST_MS);

  afterAll(async () => {
    process.stdout.write(await table());
    await house.close(0);
    await rm(folder, { recursive: true, force: true });
    await database.drop();
  }, TEST_MS);

  /** Once more where a starved machine broke a call, which is another cause than the far end's. */
  async function undisturbed(number: string): Promise<Story> {
    for (let time = 1; ; time += 1) {
      const story = await follow(number);
      if (time === TRIES || story.causes.every((cause) => EXPECTED[number]?.causes.includes(cause))) return story;
      process.stdout.write(`${number} once more: ${story.details.join('; ')}\n`);
    }
  }

  async function follow(number: string): Promise<Story> {
    const client = new FaxwireClient(credentials);
    const { faxId } = await client.send(join(folder, REAL_TIME_NUMBERS.includes(number) ? 'short.txt' : 'long.txt'), number);
    const events: FaxEventBody[] = [];
    for await (const event of client.events(faxId, AbortSignal.timeout(TEST_MS))) {
      events.push(event);
      if (isEnd(event)) break;
    }
    return storyOf(number, faxId, events);
  }

  function storyOf(number: string, faxId: string, events: readonly FaxEventBody[]): Story {
    const of = (type: FaxEventBody['type']) => events.filter((event) => event.type === type).map(({ data }) => data);
    const last = events.at(-1);
    const attempts = of('FaxAttemptInitiated');
    return {
      number, faxId,
      status: last?.type as Story['status'],
      causes: of('AttemptFailed').map(({ cause }) => cause as string),
      fromPages: attempts.map(({ fromPage }) => fromPage as number),
      pagesConfirmed: of('PageSent').length,
      seconds: (Date.parse(last?.time ?? '') - Date.parse(events[0]?.time ?? '')) / 1_000,
      pagesSent: of('DocumentRendered').flatMap(({ pageSha256 }) => pageSha256 as string[]),
      settings: attempts.map(({ settings }) => settings as Story['settings'][number]),
      failedCause: last?.data['cause'] as string | undefined,
      details: of('AttemptFailed').map(({ cause, detail }) => `${String(cause)}: ${String(detail)}`),
    };
  }

  async function table(): Promise<string> {
    const settled = await Promise.allSettled(stories.values());
    const rows = settled.map((result, index) => rowOf(SANDBOX_NUMBERS[index]?.number ?? '', SANDBOX_NUMBERS[index]?.does ?? '', result));
    return ['number         result     attempts  seconds  causes; what the number does', ...rows, ''].join('\n');
  }

  function rowOf(number: string, does: string, result: PromiseSettledResult<Story>): string {
    if (result.status === 'rejected') return `${number}   no end: ${String(result.reason)}`;
    const { status, causes, fromPages, seconds } = result.value;
    return `${number}   ${status.padEnd(9)}  ${String(fromPages.length).padStart(8)}  ${seconds.toFixed(1).padStart(7)}  ${causes.join(', ') || '-'}; ${does}`;
  }

  const storyFor = async (number: string): Promise<Story> => {
    const story = await stories.get(number);
    if (!story) throw new Error(`no fax was sent to ${number}`);
    return story;
  };

  it('has an outcome that is written down here', () => {
    expect(SANDBOX_NUMBERS.map(({ number }) => number)).toEqual(Object.keys(EXPECTED));
  });

  it.each(SANDBOX_NUMBERS.map(({ number, name }) => [number, name]))('ends as it should at %s (%s)', async (number) => {
    const expected = EXPECTED[number];
    const story = await storyFor(number);
    // With the details, so that a failed test says what was seen.
    expect(story).toEqual({ ...story, ...expected });
    expect(story.failedCause).toBe(expected?.status === 'FaxFailed' ? expected.causes.at(-1) : undefined);
    expect(story.seconds * 1_000).toBeLessThan(FAX_MS);
  }, TEST_MS);

  it.each(Object.keys(EXPECTED).filter((number) => EXPECTED[number]?.status === 'FaxSent'))('arrives at %s as it was sent, each page once', async (number) => {
    const { faxId, pagesSent, pagesConfirmed } = await storyFor(number);
    expect(await comparePages(credentials.baseUrl, faxId, pagesSent)).toEqual({ identical: true, pages: pagesConfirmed });
  }, TEST_MS);

  it('is called more slowly each time where training fails', async () => {
    const { settings } = await storyFor('+19995550109');
    expect(settings.map(({ maxBitRate }) => maxBitRate)).toEqual([14_400, 9_600, 4_800, 2_400, 2_400]);
  }, TEST_MS);
});
