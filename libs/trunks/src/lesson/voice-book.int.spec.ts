import { randomBytes } from 'node:crypto';
import { eventLogGrants, eventLogMigrations, grantRoles, migrate, type Queryable } from '@faxwire/event-log';
import { VOICES_LIFE_MS } from '@faxwire/fax';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import pg from 'pg';
import { trunksGrants, trunksMigrations } from '../index.ts';
import { destinationHash } from './destination-hash.ts';
import { VoiceBook } from './voice-book.ts';

const NUMBER = '+12025550143';
const hash = destinationHash(randomBytes(32));

describe('the book of voices', () => {
  let server: TemporaryDatabase;
  let pool: pg.Pool;
  let now = Date.UTC(2026, 0, 1);
  const bookOn = (on: Queryable, key = hash) => new VoiceBook({ pool: on, hash: key, now: () => now });
  let book: VoiceBook;
  beforeAll(async () => {
    server = await temporaryDatabase();
    await migrate({ url: server.url }, [...eventLogMigrations, ...trunksMigrations]);
    pool = new pg.Pool({ connectionString: server.url, max: 4 });
    const client = await pool.connect();
    await grantRoles(client, { grants: [...eventLogGrants, ...trunksGrants] }).finally(() => client.release());
    book = bookOn(pool);
  });
  afterAll(async () => {
    await pool.end();
    await server.drop();
  });
  afterEach(() => pool.query('DELETE FROM destination_voice'));

  it('counts the calls of each number until a machine answers, those of two processes at once, too', async () => {
    await Promise.all([book.hear(NUMBER), bookOn(pool).hear(NUMBER), book.hear('+12025550144')]);
    expect(await book.recall(NUMBER)).toEqual({ calls: 2, lastAt: now });
    await book.forget(NUMBER);
    expect([await book.recall(NUMBER), await book.recall('+12025550144')]).toEqual([undefined, { calls: 1, lastAt: now }]);
  });

  it('forgets a voice that was not heard again for a week, and begins anew with the next one', async () => {
    await book.hear(NUMBER);
    await book.hear(NUMBER);
    now += VOICES_LIFE_MS + 1;
    expect(await book.recall(NUMBER)).toBeUndefined();
    await book.hear(NUMBER);
    expect(await book.recall(NUMBER)).toEqual({ calls: 1, lastAt: now });
    now += VOICES_LIFE_MS + 1;
    await book.hear('+12025550144');
    expect((await pool.query('SELECT FROM destination_voice')).rowCount).toBe(1);
  });

  it('knows no number, no tenant and no fax, and another key reads nothing in it', async () => {
    await book.hear(NUMBER);
    const { rows } = await pool.query<Record<string, unknown>>("SELECT *, encode(destination, 'escape') AS text FROM destination_voice");
    expect(JSON.stringify(rows)).not.toContain('2025550143');
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['calls', 'destination', 'last_at', 'text']);
    expect(await bookOn(pool, destinationHash(randomBytes(32))).recall(NUMBER)).toBeUndefined();
  });

  it('is read by whoever dials or shows when, and written by who hears: media', async () => {
    const as = async (role: string) => {
      const client = await pool.connect();
      try {
        await client.query(`SET ROLE ${role}`);
        const own = bookOn(client);
        return [await own.recall(NUMBER).then(() => 'read', () => 'refused'), await own.hear(NUMBER).then(() => 'written', () => 'refused')];
      } finally {
        await client.query('RESET ROLE').finally(() => client.release());
      }
    };
    expect([await as('faxwire_api'), await as('faxwire_lifecycle'), await as('faxwire_media'), await as('faxwire_webhooks')])
      .toEqual([['read', 'refused'], ['read', 'refused'], ['read', 'written'], ['refused', 'refused']]);
  });
});
