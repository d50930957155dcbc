import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { EventLog, eventLogEntities, eventLogMigrations, migrate, openDatabase, type Database } from '../index.ts';
import { eventLogContract } from '../testing/event-log.contract.ts';
import { append } from './append.ts';

const IDLE_TIMEOUT_MS = 1_000;

describe('the event log on PostgreSQL', () => {
  let server: TemporaryDatabase;
  let database: Database;
  let log: EventLog;
  beforeAll(async () => {
    server = await temporaryDatabase();
    const options = { url: server.url, poolSize: 12, idleInTransactionTimeoutMs: IDLE_TIMEOUT_MS };
    database = await openDatabase({ ...options, entities: eventLogEntities, migrations: eventLogMigrations });
    log = new EventLog(database);
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  eventLogContract(() => ({ log, pool: database.pool }));

  it('is held back by an idle transaction for its time-out and no longer', async () => {
    const client = await database.pool.connect();
    client.on('error', () => {});
    const given = (): Parameters<typeof append>[1] => ({ tenantId: 'ten_a', stream: `fax-${randomUUID()}`, expectedVersion: 0, events: [{ type: 'FaxHeld', at: 0, data: {} }] });
    await client.query('BEGIN');
    await append(client, given());
    await log.append(given());
    expect((await log.tailLag()).events).toBe(1);
    while ((await log.tailLag()).events > 0) await sleep(10);
    await expect(client.query('COMMIT')).rejects.toThrow();
    client.release(true);
  });

  it('listens again after its connection was cut', async () => {
    const hints: unknown[] = [];
    const listener = log.listen((hint) => hints.push(hint));
    while (hints.length < 1) await sleep(1);
    await database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '%hints' AND datname = current_database()`);
    while (hints.length < 2) await sleep(1);
    expect(hints[1]).toBeUndefined();
    await listener.stop();
  });
});

describe('an empty database', () => {
  it('is brought up to date once by processes that start together', async () => {
    const server = await temporaryDatabase();
    await Promise.all([1, 2, 3].map(() => migrate({ url: server.url }, eventLogMigrations)));
    const database = await openDatabase({ url: server.url, migrate: false, entities: eventLogEntities, migrations: [] });
    expect((await database.pool.query('SELECT name FROM migration')).rowCount).toBe(eventLogMigrations.length);
    await database.close();
    await server.drop();
  });

  it('is opened with connections whose statements end in time', async () => {
    const server = await temporaryDatabase();
    const database = await openDatabase({ url: server.url, statementTimeoutMs: 100, migrate: false, entities: [], migrations: [] });
    await expect(database.pool.query('SELECT pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
    await expect(database.dataSource.query('SELECT pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
    await database.close();
    const impatient = await openDatabase({ url: server.url, queryTimeoutMs: 100, migrate: false, entities: [], migrations: [] });
    await expect(impatient.pool.query('SELECT pg_sleep(5)')).rejects.toThrow('Query read timeout');
    void impatient.close();
    await server.drop();
  });
});
