import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaxBody } from '@faxwire/contracts';
import type { PlacedCall, ReceivedFax } from '@faxwire/sandbox-app';
import { FaxwireClient } from '../client/faxwire-client.ts';
import type { Credentials } from '../credentials.ts';
import { gatherEvidence, violationsOf, type FaxEvidence } from './fax-evidence.ts';
import { FaxRecords } from './fax-records.ts';
import { HouseProcess } from './house-process.ts';
import { prepareFolder, type PreparedFolder } from './prepared-folder.ts';
import { rowsOfCall, rowsOfText, rowsOfTiff, type PageRows } from './received-rasters.ts';
import { SeveredDatabase } from './severed-database.ts';
import { submit } from './submission.ts';
import { callIn } from './sandbox-call.ts';
import { textOfPages } from './text-document.ts';
import { until } from './until.ts';

const PAGES = 8;
const OWN_NUMBER = '+19995550200';
const SOON_MS = 120_000;
const TEST_MS = 400_000;
const TRIES = 3;
const ENDS: readonly string[] = ['FaxArrived', 'FaxIncomingFailed'];

interface Outage {
  readonly factsOnDisk: number;
  /** Pages in the log when it went away: outbound, inbound. */
  readonly logged: readonly number[];
  readonly sent: FaxEvidence;
  readonly arrived: FaxBody;
  readonly rows: { readonly atFarEnd: readonly PageRows[]; readonly here: readonly PageRows[] };
}

describe('a database that is away from the middle of a call of each direction until both are over', () => {
  let folder: PreparedFolder;
  let records: FaxRecords;
  let way: SeveredDatabase;

  beforeAll(async () => {
    folder = await prepareFolder();
    records = new FaxRecords(folder.databaseUrl);
    way = await SeveredDatabase.open(folder.databaseUrl);
  }, TEST_MS);
  afterAll(async () => {
    await way.close();
    await records.close();
    await folder.remove();
  });

  async function outage(credentials: Credentials): Promise<Outage> {
    const [{ faxId: out }, { id, faxId: incoming }] = await Promise.all([submit(credentials, { phoneNumber: '+19995550100', text: textOfPages(PAGES) }), callIn(credentials, { to: OWN_NUMBER, pages: PAGES })]);
    await Promise.all([until('page that went out', async () => (await records.countOf(out, 'PageSent')) > 0, SOON_MS), until('page that came in', async () => (await records.countOf(incoming, 'PageReceived')) > 0, SOON_MS)]);
    way.cut();
    const logged = [await records.countOf(out, 'PageSent'), await records.countOf(incoming, 'PageReceived')];
    let factsOnDisk = 0;
    try {
      // By what the far ends say: the log is away.
      await until('end of both calls', async () => (await placed(credentials, id)).state !== 'calling' && (await farCalls(credentials, out)).some(({ endedOn }) => endedOn !== undefined), SOON_MS);
      factsOnDisk = await factsIn(join(folder.dataDir, 'facts'));
    } finally {
      way.mend();
    }
    const sent = await until('evidence', () => gatherEvidence(credentials, out, SOON_MS), SOON_MS);
    const arrived = await until('end of the fax that came in', async () => {
      const fax = await new FaxwireClient(credentials).fax(incoming);
      return ENDS.includes(fax.faxStatus) && fax;
    }, SOON_MS);
    const atFarEnd = (await Promise.all(sent.calls.map((call) => rowsOfCall(credentials.baseUrl, call)))).flat();
    return { factsOnDisk, logged, sent, arrived, rows: { atFarEnd, here: await documentOf(credentials, incoming) } };
  }

  it('costs neither call a page: they go on, what was confirmed waits on the disk, and each fax has one end', async () => {
    const house = new HouseProcess({ dataDir: folder.dataDir, env: { ...folder.env, FAXWIRE_DATABASE_URL: way.url } });
    try {
      const credentials = await house.ready();
      let seen = await outage(credentials);
      // Once more where a starved machine broke a call of its own.
      for (let time = 1; time < TRIES && (seen.sent.attempts.length > 1 || seen.arrived.faxStatus !== 'FaxArrived'); time += 1) {
        process.stdout.write(`once more: ${JSON.stringify([seen.sent.attempts.map(({ cause, detail }) => [cause, detail]), seen.arrived.faxStatus, seen.arrived.failedCause])}\n`);
        seen = await outage(credentials);
      }
      const { factsOnDisk, logged, sent, arrived, rows } = seen;
      const expected = await rowsOfText(textOfPages(PAGES));
      for (const pages of logged) expect(pages).toBeLessThan(PAGES);
      expect(factsOnDisk).toBeGreaterThan(0);
      expect([violationsOf(sent), sent.fax.faxStatus, sent.attempts.length, sent.calls.length]).toEqual([[], 'FaxSent', 1, 1]);
      expect(arrived).toMatchObject({ faxStatus: 'FaxArrived', pageCount: PAGES });
      expect([rows.atFarEnd, rows.here].map((pages) => pages.map((page, index) => page.equals(expected[index] ?? Buffer.alloc(0))))).toEqual([Array(PAGES).fill(true), Array(PAGES).fill(true)]);
      await until('disk without facts', async () => (await factsIn(join(folder.dataDir, 'facts'))) === 0, SOON_MS);
    } finally {
      await house.end('SIGKILL');
    }
  }, TEST_MS);
});

async function placed({ baseUrl }: Credentials, id: string): Promise<PlacedCall> {
  return (await (await fetch(`${baseUrl}/sandbox/calls/${id}`)).json()) as PlacedCall;
}

async function farCalls({ baseUrl }: Credentials, faxId: string): Promise<ReceivedFax[]> {
  const { faxes } = (await (await fetch(`${baseUrl}/sandbox/faxes`)).json()) as { faxes: ReceivedFax[] };
  return faxes.filter((call) => call.faxId === faxId);
}

async function documentOf({ baseUrl, apiKey }: Credentials, faxId: string): Promise<PageRows[]> {
  const response = await fetch(`${baseUrl}/fax/${faxId}/document`, { headers: { authorization: `Bearer ${apiKey}` } });
  return response.ok ? rowsOfTiff(Buffer.from(await response.arrayBuffer())) : [];
}

/** Lines of journals that the log does not have yet. */
async function factsIn(folder: string): Promise<number> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.facts'));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
  return texts.reduce((sum, text) => sum + text.split('\n').filter((line) => line !== '').length, 0);
}
