import { randomUUID } from 'node:crypto';
import { attemptIdOf, openAttempt, type FaxCommand, type FaxState } from '@faxwire/fax';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '../index.ts';
import { initiate, receive, render } from '../testing/commands.ts';

const FAXES = 120;
const MAX_COMMANDS = 14;

const pick = <T>(choices: readonly [T, ...T[]]): T => choices[Math.floor(Math.random() * choices.length)] ?? choices[0];

/** Any command at all; most are refused, and that is part of it. */
function anything(state: FaxState): FaxCommand {
  const claim = { attemptId: attemptIdOf(state.faxId, state.attempts.length), token: openAttempt(state)?.token ?? 0 };
  const page = { page: state.pagesConfirmed, bitRate: 14400, badRows: 1, bytes: 900 };
  return pick<FaxCommand>([
    { type: 'HoldFax' }, { type: 'ReviveFax' }, { type: 'StopFax' }, { type: 'RetryFax' }, { type: 'CloseAsSent' }, { type: 'CloseAsCancelled' },
    render(), render(), initiate(state.attempts.length + 1, state.pagesConfirmed), initiate(state.attempts.length + 1, state.pagesConfirmed),
    { ...claim, type: 'RecordPage', page }, { ...claim, type: 'RecordPage', page },
    { ...claim, type: 'RecordAttemptFailure', failure: { cause: 'busy', detail: '486' }, jitter: 0.3 }, { type: 'CloseAsFailed', cause: 'busy' },
  ]);
}

describe('the summaries of faxes', () => {
  let server: TemporaryDatabase;
  let database: Database;
  let faxes: FaxLog;
  let time = Date.UTC(2026, 0, 1);
  beforeAll(async () => {
    server = await temporaryDatabase();
    database = await openDatabase({ url: server.url, entities: eventLogEntities, migrations: eventLogMigrations });
    faxes = new FaxLog({ database, now: () => (time += 1) });
    await Promise.all(Array.from({ length: FAXES }, live));
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  async function live(): Promise<void> {
    const faxId = randomUUID();
    await faxes.execute(faxId, receive(faxId, pick(['ten_a', 'ten_b'])));
    const commands = Math.random() * MAX_COMMANDS;
    for (let turn = 0; turn < commands; turn += 1) await faxes.execute(faxId, anything(await faxes.load(faxId)));
  }

  const everything = async () => (await database.pool.query('SELECT * FROM fax ORDER BY fax_id')).rows;

  it('are rebuilt from the log into the rows that were there', async () => {
    const before = await everything();
    await database.pool.query(`UPDATE fax SET status = 'FaxSent', version = 99, attempts = 7 WHERE fax_id < '8'`);
    await database.pool.query(`DELETE FROM fax WHERE fax_id > 'c'`);
    await database.pool.query(`INSERT INTO fax SELECT 'orphan', tenant_id, mode, version, status, open, phone_number, metadata, created_at, updated_at, page_count, pages_confirmed, attempts, failure_cause, failed_reason FROM fax LIMIT 1`);
    expect(await everything()).not.toEqual(before);
    expect(await faxes.rebuildSummaries()).toBe(FAXES);
    expect(await everything()).toEqual(before);
    expect(new Set(before.map(({ status }) => status)).size).toBeGreaterThan(3);
  });

  it('are right after a rebuild among live commands', async () => {
    const [rebuilt] = await Promise.all([faxes.rebuildSummaries(), ...Array.from({ length: 30 }, live)]);
    expect(rebuilt).toBeGreaterThanOrEqual(FAXES);
    const lived = await everything();
    await faxes.rebuildSummaries();
    expect(await everything()).toEqual(lived);
  });
});
