import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '@faxwire/event-log';
import { DEFAULT_RETRY_POLICY, phoneNumber, type FaxCommand } from '@faxwire/fax';
import { LoggedFaxSteps, drive, type BookkeepingDependencies } from '@faxwire/lifecycle';
import { PostgresChannelBook, trunksMigrations } from '@faxwire/trunks';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';

let temporary: TemporaryDatabase;
let database: Database;
let faxes: FaxLog;
let scratchDir: string;
beforeAll(async () => {
  temporary = await temporaryDatabase();
  database = await openDatabase({ url: temporary.url, entities: eventLogEntities, migrations: [...eventLogMigrations, ...trunksMigrations] });
  faxes = new FaxLog({ database, now: Date.now });
  scratchDir = await mkdtemp(join(tmpdir(), 'faxwire-salvage-'));
});
afterAll(async () => {
  await database.close();
  await temporary.drop();
  await rm(scratchDir, { recursive: true });
});

const PAGE = { bytes: 1, widthPx: 1728, lengthRows: 10, badRows: 0, bitRate: 14_400, ecm: true, compression: 'MMR', resolution: '204x196' };
const channels = () => new PostgresChannelBook({ database, wake: () => {}, holder: randomUUID() });

async function receiving(pages: number, last = false): Promise<string> {
  const faxId = randomUUID();
  const call = { faxId, tenantId: 'ten', mode: 'live' as const, phoneNumber: '+12025550123', calledNumber: phoneNumber('+12025550199'), trunk: 'carrier', sipCallId: 'call' };
  const commands: FaxCommand[] = [{ type: 'ReceiveCall', call }];
  for (let page = 0; page < pages; page += 1) commands.push({ type: 'RecordPageReceived', page: { ...PAGE, page, sha256: String(page).repeat(64), last: last && page === pages - 1 } });
  for (const command of commands) expect(await faxes.execute(faxId, command)).toMatchObject({ ok: true });
  return faxId;
}

/** What the lifecycle does with a fax, once; a rest ends it. */
async function driven(faxId: string, book = channels()): Promise<string[]> {
  const bound: string[] = [];
  // Nothing else of them is asked for by a fax that comes in.
  const needed: Partial<BookkeepingDependencies> = {
    faxes, channels: book, scratchDir, now: Date.now, random: () => 0, rendersAtOnce: 1, wake: () => {}, policy: DEFAULT_RETRY_POLICY,
    traced: (_name, _attributes, run) => run(), router: { route: () => undefined },
    documents: { has: async () => true, materialise: (_tenant, sha256, path) => writeFile(path, sha256.slice(0, 1)), putFile: async (_tenant, path) => ({ sha256: 'd'.repeat(64), bytes: (await readFile(path)).length }) },
    binder: { bind: async (paths, output) => writeFile(output, bound[bound.push((await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join('')) - 1] ?? '') },
  };
  const steps = new LoggedFaxSteps(needed as BookkeepingDependencies);
  await drive({ next: (id) => steps.next(id), act: (id, step) => steps.act(id, step), rest: async () => 'parked' }, faxId);
  return bound;
}

describe('a fax whose media worker died in the middle of its call', () => {
  it('is closed with the pages that are on record, in their order', async () => {
    const faxId = await receiving(3);
    expect(await driven(faxId)).toEqual(['012']);
    expect(await faxes.load(faxId)).toMatchObject({ status: 'FaxIncomingFailed', failure: { cause: 'interrupted' }, pages: { pageCount: 3 }, document: { sha256: 'd'.repeat(64), bytes: 3 } });
  });

  it('has arrived where its last page was on record', async () => {
    const faxId = await receiving(2, true);
    await driven(faxId);
    expect(await faxes.load(faxId)).toMatchObject({ status: 'FaxArrived', pagesConfirmed: 2 });
  });

  it('is closed without a document where no page had come', async () => {
    const faxId = await receiving(0);
    expect(await driven(faxId)).toEqual([]);
    expect((await faxes.load(faxId)).document).toBeUndefined();
    expect((await faxes.load(faxId)).status).toBe('FaxIncomingFailed');
  });

  it('is left alone while a worker that lives holds its channel, and open again for a page that the worker had kept', async () => {
    const faxId = await receiving(1);
    const book = channels();
    await book.claim({ faxId, tenantId: 'ten', trunk: `carrier-${faxId}`, phoneNumber: phoneNumber('+12025550123'), channels: 1, callsPerNumber: 0 });
    const held = await book.hold(faxId);
    await driven(faxId);
    expect(await faxes.load(faxId)).toMatchObject({ phase: 'receiving' });
    await held?.release();
    await driven(faxId);
    expect(await faxes.load(faxId)).toMatchObject({ phase: 'broken_off' });
    expect(await faxes.execute(faxId, { type: 'RecordPageReceived', page: { ...PAGE, page: 1, sha256: 'f'.repeat(64), last: true } })).toMatchObject({ ok: true });
    expect(await driven(faxId)).toEqual(['0f']);
    expect(await faxes.load(faxId)).toMatchObject({ status: 'FaxArrived', pages: { pageCount: 2 } });
  });
});
