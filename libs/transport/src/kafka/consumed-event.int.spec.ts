import { transportMigrations } from '../index.ts';
import { migrate } from '@faxwire/event-log';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import pg from 'pg';
import { claimEvent, sweepConsumedEvents } from './consumed-event.ts';

describe('what is remembered of stored effects', () => {
  let server: TemporaryDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    server = await temporaryDatabase();
    await migrate({ url: server.url }, transportMigrations);
    pool = new pg.Pool({ connectionString: server.url, max: 3 });
  });
  afterAll(async () => {
    await pool.end();
    await server.drop();
  });

  it('is claimed once in a group', async () => {
    expect([await claimEvent(pool, 'g', 'evt_1'), await claimEvent(pool, 'g', 'evt_1'), await claimEvent(pool, 'h', 'evt_1')]).toEqual([true, false, true]);
  });

  it('is free again where the transaction that claimed it was undone', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await claimEvent(client, 'g', 'evt_2');
    const other = claimEvent(pool, 'g', 'evt_2');
    await client.query('ROLLBACK');
    client.release();
    expect(await other).toBe(true);
  });

  it('is forgotten when the topic has forgotten it, in bounded batches', async () => {
    await pool.query(`INSERT INTO consumed_event SELECT 'old', n::text, now() - interval '25 hours' FROM generate_series(1, 2500) AS n`);
    await claimEvent(pool, 'young', 'evt_3');
    expect(await sweepConsumedEvents(pool, 24)).toBe(2_500);
    expect(await sweepConsumedEvents(pool, 24)).toBe(0);
    expect(await claimEvent(pool, 'young', 'evt_3')).toBe(false);
  });
});
