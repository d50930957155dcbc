import { randomUUID } from 'node:crypto';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { EventLog, FaxLog, START, eventLogEntities, eventLogMigrations, openDatabase, rebaseXids, type Checkpoint, type Database } from '../index.ts';
import { initiate, receive, render } from '../testing/commands.ts';

const FAR_AHEAD = 5_000_000_000n;

describe('a log that was restored from another server', () => {
  let server: TemporaryDatabase;
  let database: Database;
  let log: EventLog;
  let faxes: FaxLog;
  beforeAll(async () => {
    server = await temporaryDatabase();
    database = await openDatabase({ url: server.url, entities: eventLogEntities, migrations: eventLogMigrations });
    log = new EventLog(database);
    faxes = new FaxLog({ database, now: Date.now });
    await database.pool.query('CREATE TABLE reader (name text PRIMARY KEY, xid xid8 NOT NULL, position bigint NOT NULL)');
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  const live = async () => {
    const faxId = randomUUID();
    for (const command of [receive(faxId), render(), initiate()]) await faxes.execute(faxId, command);
  };
  const after = async (place: Checkpoint) => (await log.tail({ after: place, limit: 1_000 })).map(({ id }) => id);
  const readers = async () => {
    const { rows } = await database.pool.query<Checkpoint & { name: string }>('SELECT name, xid::text, position FROM reader');
    return new Map(rows.map(({ name, ...place }) => [name, place]));
  };

  it('stops the start, and is readable again after it was rebased: every reader sees all that it had not, in order', async () => {
    await Promise.all(Array.from({ length: 10 }, live));
    await expect(log.checkXids()).resolves.toBeUndefined();
    // As if another server, further on, had written them; every third transaction began early and ended late.
    await database.pool.query(`UPDATE event SET xid = (${FAR_AHEAD} + position + CASE WHEN position % 3 = 0 THEN 7 ELSE 0 END)::text::xid8`);
    const written = (await database.pool.query<{ id: string; xid: string; position: string }>(
      `SELECT 'evt_' || substr(stream, 5) || '_' || version AS id, xid::text, position FROM event ORDER BY event.xid, position`)).rows;
    const middle = written[14];
    const last = written.at(-1);
    for (const [name, place] of [['start', START], ['middle', middle], ['end', last]] as const) {
      await database.pool.query('INSERT INTO reader VALUES ($1, $2::xid8, $3)', [name, place?.xid, place?.position]);
    }
    expect(await after(START)).toEqual([]);
    await expect(log.checkXids()).rejects.toMatchObject({ code: 'event_log_restored', message: expect.stringContaining('--rebase') as unknown });
    await live();

    expect(await rebaseXids({ url: server.url }, 'reader')).toEqual({ events: 33, checkpoints: 3 });
    await expect(log.checkXids()).resolves.toBeUndefined();
    const all = await log.tail({ after: START, limit: 1_000 });
    expect(all).toHaveLength(33);
    for (const stream of new Set(all.map((event) => event.stream))) {
      expect(all.filter((event) => event.stream === stream).map(({ version }) => version)).toEqual([1, 2, 3]);
    }
    const places = await readers();
    const since = all.slice(written.length).map(({ id }) => id);
    const unread = written.slice(15).map(({ id }) => id);
    expect(await after(places.get('start') ?? START)).toEqual(all.map(({ id }) => id));
    expect(await after(places.get('middle') ?? START)).toEqual(expect.arrayContaining([...unread, ...since]));
    expect(await after(places.get('end') ?? START)).toEqual(expect.arrayContaining(since));
    expect((await after(places.get('end') ?? START)).length).toBeLessThan(since.length + 10);
    await live();
    expect(await after(START)).toHaveLength(36);
  });
});
