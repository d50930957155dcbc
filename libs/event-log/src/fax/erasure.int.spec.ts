import { randomUUID } from 'node:crypto';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { FaxLog, eventLogEntities, eventLogMigrations, openDatabase, referencedDocuments, type Database } from '../index.ts';
import { initiate, receive, render } from '../testing/commands.ts';

const TENANT = 'ten_a';
const UPLOAD = 'd'.repeat(64);
const PATIENT = 'Miller-4711';
const NUMBER = '+19995550100';

describe('erasing a fax', () => {
  let server: TemporaryDatabase;
  let database: Database;
  let faxes: FaxLog;
  beforeAll(async () => {
    server = await temporaryDatabase();
    database = await openDatabase({ url: server.url, poolSize: 4, entities: eventLogEntities, migrations: eventLogMigrations });
    faxes = new FaxLog({ database, now: Date.now });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });
  beforeEach(() => database.pool.query('TRUNCATE event, fax, fax_key, fax_term'));

  async function failedFax(): Promise<string> {
    const faxId = randomUUID();
    const commands = [
      receive(faxId, TENANT, { patient: PATIENT }), render(), initiate(),
      {
        type: 'RecordAttemptFailure' as const, attemptId: `att_${faxId}_1`, token: 3, jitter: 0,
        failure: { cause: 'rejected' as const, detail: `603 from ${NUMBER}`, sipStatus: 603 },
      },
      { type: 'CloseAsFailed' as const, cause: 'rejected' as const, detail: `603 from ${NUMBER}` },
    ];
    for (const command of commands) expect(await faxes.execute(faxId, command)).toMatchObject({ ok: true });
    return faxId;
  }

  /** Everything that the database has in any of its tables, as text. */
  async function everything(): Promise<string> {
    const { rows } = await database.pool.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`);
    const tables = await Promise.all(rows.map(async ({ name }) => (await database.pool.query(`SELECT * FROM "${name}"`)).rows));
    return JSON.stringify(tables);
  }

  it('leaves its events readable until it is done', async () => {
    const faxId = await failedFax();
    expect(await faxes.load(faxId)).toMatchObject({ phoneNumber: NUMBER, metadata: { patient: PATIENT } });
    const { rows } = await database.pool.query<{ data: object }>('SELECT data FROM event');
    // What the log itself holds never had a name or a number in the clear.
    expect(JSON.stringify(rows)).not.toMatch(/Miller|\+1999/);
  });

  it('destroys the key: nobody reads number, metadata and reasons any more, and what happened stays', async () => {
    const faxId = await failedFax();
    expect(await everything()).toContain(PATIENT);
    const { history: before } = await faxes.load(faxId);
    const erased = await faxes.execute(faxId, { type: 'ErasePersonalData', reason: 'request' });
    expect(erased).toMatchObject({ ok: true, events: [{ event: { type: 'FaxDocumentErased' } }, { event: { type: 'FaxPersonalDataErased', data: { reason: 'request' } } }] });
    const state = await faxes.load(faxId);
    expect(state).toMatchObject({ status: 'FaxFailed', phoneNumber: '', metadata: {}, requestHash: '', attempts: [{ callerNumber: '', failure: { cause: 'rejected', detail: '' } }] });
    expect(state.history).toEqual(before);
    expect(state.pages?.pageSha256).toHaveLength(2);
    expect(await everything()).not.toMatch(/Miller|\+1999/);
    expect((await database.pool.query('SELECT FROM fax_key')).rowCount).toBe(0);
    expect((await database.pool.query('SELECT FROM fax_term')).rowCount).toBe(0);
  });

  it('is decided once: again it changes nothing', async () => {
    const faxId = await failedFax();
    await faxes.execute(faxId, { type: 'ErasePersonalData', reason: 'request' });
    const { version } = await faxes.load(faxId);
    for (const type of ['EraseDocument', 'ErasePersonalData'] as const) expect(await faxes.execute(faxId, { type, reason: 'retention' })).toMatchObject({ ok: true, events: [] });
    expect(await faxes.load(faxId)).toMatchObject({ version });
  });

  it('is refused before the fax came to its end', async () => {
    const faxId = randomUUID();
    await faxes.execute(faxId, receive(faxId));
    for (const type of ['EraseDocument', 'ErasePersonalData'] as const) {
      expect(await faxes.execute(faxId, { type, reason: 'request' })).toMatchObject({ ok: false, refusal: { code: 'fax_not_finished', status: 'FaxReceived' } });
    }
  });

  it('of the document alone leaves the rest, and a failed fax is not sent again without it', async () => {
    const faxId = await failedFax();
    const erased = await faxes.execute(faxId, { type: 'EraseDocument', reason: 'retention' });
    expect(erased).toMatchObject({ ok: true, state: { phoneNumber: NUMBER, metadata: { patient: PATIENT } }, events: [{ event: { data: { documents: [UPLOAD, 'e'.repeat(64)] } } }] });
    expect(await faxes.execute(faxId, { type: 'RetryFax' })).toMatchObject({ ok: false, refusal: { code: 'fax_retry_not_allowed', status: 'FaxFailed' } });
  });

  it('frees a document once no fax names it that still has it', async () => {
    const [one, other] = [await failedFax(), await failedFax()];
    expect(await referencedDocuments(database.pool, TENANT, [UPLOAD])).toEqual(new Set([UPLOAD]));
    await faxes.execute(one, { type: 'EraseDocument', reason: 'request' });
    expect(await referencedDocuments(database.pool, TENANT, [UPLOAD])).toEqual(new Set([UPLOAD]));
    await faxes.execute(other, { type: 'EraseDocument', reason: 'request' });
    expect(await referencedDocuments(database.pool, TENANT, [UPLOAD])).toEqual(new Set());
  });

  it('names attachments, too', async () => {
    const faxId = randomUUID();
    const command = receive(faxId);
    if (command.type !== 'ReceiveFax') throw new Error('unexpected');
    const attachment = 'f'.repeat(64);
    await faxes.execute(faxId, { ...command, fax: { ...command.fax, attachments: [{ sha256: attachment, mediaType: 'text/plain', bytes: 1 }] } });
    expect(await referencedDocuments(database.pool, TENANT, [attachment, 'a'.repeat(64)])).toEqual(new Set([attachment]));
  });

  it('survives a rebuild of the read model from the log', async () => {
    const [erased, kept] = [await failedFax(), await failedFax()];
    await faxes.execute(erased, { type: 'ErasePersonalData', reason: 'request' });
    const before = (await database.pool.query('SELECT * FROM fax ORDER BY fax_id')).rows;
    await database.pool.query('DELETE FROM fax_term');
    await database.pool.query(`UPDATE fax SET phone_number = 'wrong'`);
    expect(await faxes.rebuildSummaries()).toBe(2);
    expect((await database.pool.query('SELECT * FROM fax ORDER BY fax_id')).rows).toEqual(before);
    const found = await faxes.search({ tenantId: TENANT, metadata: { patient: PATIENT }, order: 'newest', limit: 10 });
    expect(found.map(({ faxId }) => faxId)).toEqual([kept]);
  });
});
