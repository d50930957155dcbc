import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faxMachine } from '@faxwire/sandbox-app';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import type { Credentials } from '../credentials.ts';
import { openHouse, type House } from '../house.ts';
import { gatherEvidence, violationsOf, type FaxEvidence } from './fax-evidence.ts';
import { configurationFor } from './prepared-folder.ts';
import { ROW_OCTETS, rowsOfCall, rowsOfText, type PageRows } from './received-rasters.ts';
import { submit } from './submission.ts';
import { textOfPages } from './text-document.ts';

const PAGES = 12;
const TRIES = 3;
/** Twelve pages take some ten seconds at the speed of the sandbox. */
const FAX_MS = 100_000;
const TEST_MS = 320_000;
const HEADER = 'Clinic';
const CONTINUED = `CONTINUED ${HEADER}`;
/** The header line covers so many rows of a page at 196 lines an inch. */
const HEADER_ROWS = 22;
/** A letter of the header is six dots of two wide, and it begins after four of them: `2026-11-22 03:15   From: `. */
const LETTER_PX = 12;
const LETTERS_BEFORE_NAME = 4 + 19;

/** The line drops in the middle of this page in the first call of a fax; another fax has the header of a continuation from its first page. */
const DROPS = [
  { page: 1, number: '+19995550181', headerText: HEADER },
  { page: 7, number: '+19995550187', headerText: HEADER },
  { page: 12, number: '+19995550192', headerText: CONTINUED },
] as const;

interface Outcome {
  readonly evidence: FaxEvidence;
  /** By call of the far end. */
  readonly received: readonly (readonly PageRows[])[];
}

describe('a fax of 12 pages whose call drops', () => {
  let database: TemporaryDatabase;
  let folder: string;
  let house: House;
  let sent: readonly PageRows[];
  const outcomes = new Map<number, Promise<Outcome>>();

  beforeAll(async () => {
    database = await temporaryDatabase();
    folder = await mkdtemp(join(tmpdir(), 'faxwire-resume-'));
    house = await openHouse(configurationFor(folder, database.url), { behaviourOf });
    const { id: tenantId } = await house.base.tenants.createTenant({ name: 'Test', defaultCountry: 'US' });
    const { key: apiKey } = await house.base.apiKeys.createKey(tenantId, 'test', 'test');
    sent = await rowsOfText(textOfPages(PAGES));
    for (const drop of DROPS) outcomes.set(drop.page, undisturbed({ baseUrl: house.baseUrl, tenantId, apiKey }, drop));
    for (const outcome of outcomes.values()) outcome.catch(() => undefined);
  }, TEST_MS);

  afterAll(async () => {
    await house.close(0);
    await rm(folder, { recursive: true, force: true });
    await database.drop();
  }, TEST_MS);

  function behaviourOf(number: string) {
    const drop = DROPS.find((each) => each.number === number);
    return faxMachine({ firstCallOnly: true, ...(drop && { impairments: { hangUpInPage: drop.page } }) });
  }

  /** Once more where a starved machine broke another call than the far end did. */
  async function undisturbed(credentials: Credentials, { page, number, headerText }: (typeof DROPS)[number]): Promise<Outcome> {
    for (let time = 1; ; time += 1) {
      const { faxId } = await submit(credentials, { phoneNumber: number, headerText, text: textOfPages(PAGES) });
      const evidence = await gatherEvidence(credentials, faxId, FAX_MS);
      const asPlanned = evidence.attempts.length === 2 && (evidence.attempts[1]?.fromPage ?? 0) === page - 1;
      if (asPlanned || time === TRIES) return { evidence, received: await Promise.all(evidence.calls.map((call) => rowsOfCall(credentials.baseUrl, call))) };
    }
  }

  const outcomeOf = async (page: number): Promise<Outcome> => {
    const outcome = await outcomes.get(page);
    if (!outcome) throw new Error(`no call dropped in page ${page}`);
    return outcome;
  };

  it.each(DROPS.map(({ page }) => [page]))('in page %d goes on there in the next call, and no page is sent twice', async (page) => {
    const { evidence, received } = await outcomeOf(page);
    expect(violationsOf(evidence)).toEqual([]);
    expect(evidence.fax.faxStatus).toBe('FaxSent');
    const [first, second] = evidence.attempts;
    expect(first).toMatchObject({ fromPage: 0, pagesConfirmed: page - 1, cause: 'dropped_mid_page', detail: expect.stringContaining(page === PAGES ? 'the last page' : `page ${page}`) });
    expect(second).toMatchObject({ fromPage: page - 1, pagesConfirmed: PAGES - page + 1 });
    expect(evidence.attempts).toHaveLength(2);
    const pagesSentTwice = received.flat().length - PAGES;
    expect([received.map(({ length }) => length), pagesSentTwice]).toEqual([[page - 1, PAGES - page + 1], 0]);
  }, TEST_MS);

  it.each(DROPS.map(({ page }) => [page]))('in page %d arrives as it was sent, in order, below the header', async (page) => {
    const { received } = await outcomeOf(page);
    const arrived = received.flat();
    expect(arrived.map((rows) => sent.findIndex((page_) => below(rows).equals(below(page_))))).toEqual(Array.from(sent.keys()));
  }, TEST_MS);

  it('says on the pages of the next call, and on no other, that they continue a fax', async () => {
    const dropped = await outcomeOf(7);
    const reference = (await outcomeOf(12)).received[0] ?? [];
    // Page 7 of 12 of a fax whose sender calls itself `CONTINUED Clinic`.
    const continued = nameOn(reference[6]);
    const pages = dropped.received.map((call) => call.map((rows) => nameOn(rows).equals(continued)));
    expect(pages).toEqual([Array(6).fill(false), Array(6).fill(true)]);
    expect((await outcomeOf(1)).received.flat().map((rows) => nameOn(rows).equals(continued))).toEqual(Array(PAGES).fill(false));
  }, TEST_MS);
});

const below = (rows: PageRows): Buffer => rows.subarray(HEADER_ROWS * ROW_OCTETS);

/** The dots of `From: CONTINUED Clinic` in the header line: the time before it is another. */
function nameOn(rows: PageRows | undefined): Buffer {
  if (!rows) throw new Error('there is no such page');
  const [from, to] = [(LETTERS_BEFORE_NAME * LETTER_PX) >> 3, ((LETTERS_BEFORE_NAME + 'From: '.length + CONTINUED.length) * LETTER_PX) >> 3];
  return Buffer.concat(Array.from({ length: HEADER_ROWS }, (_, row) => rows.subarray(row * ROW_OCTETS + from, row * ROW_OCTETS + to)));
}
