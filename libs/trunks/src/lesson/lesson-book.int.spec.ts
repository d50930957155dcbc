import { randomBytes } from 'node:crypto';
import { eventLogGrants, eventLogMigrations, grantRoles, migrate, type Queryable } from '@faxwire/event-log';
import { FULL_SETTINGS, LESSON_LIFE_MS, type LineSettings } from '@faxwire/fax';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import pg from 'pg';
import { trunksGrants, trunksMigrations } from '../index.ts';
import { destinationHash } from './destination-hash.ts';
import { LessonBook, forgetLessonsBlindly, forgetLessonsOf } from './lesson-book.ts';

const SLOW: LineSettings = { ...FULL_SETTINGS, maxBitRate: 4800, v17: false, maxResolution: 'standard' };
const destination = { trunk: 'carrier', phoneNumber: '+12025550143' };
const hash = destinationHash(randomBytes(32));

describe('the book of what destinations have taught', () => {
  let server: TemporaryDatabase;
  let pool: pg.Pool;
  let now = Date.UTC(2026, 0, 1);
  let book: LessonBook;
  beforeAll(async () => {
    server = await temporaryDatabase();
    await migrate({ url: server.url }, [...eventLogMigrations, ...trunksMigrations]);
    pool = new pg.Pool({ connectionString: server.url, max: 4 });
    const client = await pool.connect();
    await grantRoles(client, { grants: [...eventLogGrants, ...trunksGrants] }).finally(() => client.release());
    book = new LessonBook({ pool, hash, now: () => now });
  });
  afterAll(async () => {
    await pool.end();
    await server.drop();
  });
  afterEach(() => pool.query('DELETE FROM destination_lesson'));

  const asRole = async <Result>(role: string, work: (on: Queryable) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect();
    try {
      await client.query(`SET ROLE ${role}`);
      return await work(client);
    } finally {
      await client.query('RESET ROLE').finally(() => client.release());
    }
  };

  it('keeps the last of each trunk and number', async () => {
    await book.remember(destination, 'fax-1', { ...SLOW, maxBitRate: 2400 });
    await book.remember(destination, 'fax-2', SLOW);
    expect(await book.recall(destination)).toEqual({ settings: SLOW, learntAt: now });
    expect(await book.recall({ ...destination, trunk: 'other' })).toBeUndefined();
    expect(await book.recall({ ...destination, phoneNumber: '+12025550144' })).toBeUndefined();
    await book.forget(destination);
    expect(await book.recall(destination)).toBeUndefined();
  });

  it('knows no number and no tenant, and another key reads nothing in it', async () => {
    await book.remember(destination, 'fax-1', SLOW);
    const { rows } = await pool.query<Record<string, unknown>>("SELECT *, encode(destination, 'escape') AS text FROM destination_lesson");
    expect(JSON.stringify(rows)).not.toContain('2025550143');
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['destination', 'fax_id', 'learnt_at', 'settings', 'text', 'trunk']);
    expect(await new LessonBook({ pool, hash: destinationHash(randomBytes(32)), now: () => now }).recall(destination)).toBeUndefined();
  });

  it('loses what a fax has taught with that fax, through the front door too, which reads nothing', async () => {
    await book.remember(destination, 'fax-1', SLOW);
    await forgetLessonsOf(pool, 'fax-2');
    expect(await book.recall(destination)).toBeDefined();
    await expect(asRole('faxwire_api', (on) => on.query('SELECT * FROM destination_lesson'))).rejects.toMatchObject({ code: '42501' });
    await asRole('faxwire_api', (on) => forgetLessonsBlindly(on, 'fax-1'));
    expect(await book.recall(destination)).toBeUndefined();
  });

  it('takes what is over along with what is new', async () => {
    await book.remember(destination, 'fax-1', SLOW);
    now += LESSON_LIFE_MS + 1;
    await book.remember({ ...destination, phoneNumber: '+12025550144' }, 'fax-2', SLOW);
    expect((await pool.query('SELECT FROM destination_lesson')).rowCount).toBe(1);
  });

  it('is read by lifecycle and media, and written by media alone', async () => {
    const as = (role: string) => asRole(role, async (on) => {
      const own = new LessonBook({ pool: on, hash, now: () => now });
      return [await own.recall(destination).then(() => 'read'), await own.remember(destination, 'fax-1', SLOW).then(() => 'written', () => 'refused')];
    });
    expect([await as('faxwire_lifecycle'), await as('faxwire_media')]).toEqual([['read', 'refused'], ['read', 'written']]);
  });

  it('makes of anything that is stored settings that can be used', async () => {
    await book.remember(destination, 'fax-1', SLOW);
    await pool.query(`UPDATE destination_lesson SET settings = '{"maxBitRate": 33600, "v17": "no", "ecm": false, "later": 1}'`);
    expect((await book.recall(destination))?.settings).toEqual({ ...FULL_SETTINGS, ecm: false });
    await pool.query(`UPDATE destination_lesson SET settings = '7'`);
    expect(await book.recall(destination)).toBeUndefined();
  });
});
