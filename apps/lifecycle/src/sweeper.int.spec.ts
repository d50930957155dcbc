import { randomUUID } from 'node:crypto';
import { FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '@faxwire/event-log';
import { phoneNumber } from '@faxwire/fax';
import { PostgresChannelBook, trunksMigrations } from '@faxwire/trunks';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { lifecycleMigrations } from './index.ts';
import { PostgresTimers } from './postgres-timers.ts';
import { Sweeper } from './sweeper.ts';

let temporary: TemporaryDatabase;
let database: Database;
let timers: PostgresTimers;
let faxLog: FaxLog;

beforeAll(async () => {
  temporary = await temporaryDatabase();
  database = await openDatabase({ url: temporary.url, entities: eventLogEntities, migrations: [...eventLogMigrations, ...lifecycleMigrations, ...trunksMigrations] });
  timers = new PostgresTimers(database.pool);
  faxLog = new FaxLog({ database, now: Date.now });
});
afterAll(async () => {
  await database.close();
  await temporary.drop();
});
beforeEach(() => database.pool.query('TRUNCATE lifecycle_timer, fax, event'));

async function newFax(): Promise<string> {
  const faxId = randomUUID();
  await faxLog.execute(faxId, {
    type: 'ReceiveFax',
    fax: {
      faxId, tenantId: randomUUID(), mode: 'live', phoneNumber: phoneNumber('+12025550123'), resolution: 'fine', metadata: {}, requestHash: 'r',
      document: { sha256: 'd'.repeat(64), mediaType: 'text/plain', bytes: 5 },
    },
  });
  return faxId;
}

async function swept(quietSeconds = 0): Promise<string[]> {
  const nudged: string[] = [];
  await new Sweeper({ database: database.pool, nudge: (faxId) => nudged.push(faxId), sweepChannels: async () => {}, onError: () => {} }).sweep(quietSeconds);
  return nudged.sort();
}

describe('the sweeper', () => {
  it('finds every open fax that nobody drives, page after page', async () => {
    const faxIds = await Promise.all(Array.from({ length: 520 }, newFax));
    expect(await swept()).toEqual(faxIds.sort());
  });

  it('leaves resting, held and finished faxes alone', async () => {
    const [resting, held, stopped] = [await newFax(), await newFax(), await newFax()];
    await timers.rest(resting, Date.now() + 60_000);
    await faxLog.execute(held, { type: 'HoldFax' });
    await faxLog.execute(stopped, { type: 'StopFax' });
    await faxLog.execute(stopped, { type: 'CloseAsCancelled' });
    expect(await swept()).toEqual([]);
  });

  it('finds a fax whose rest ended long ago: whoever was to wake it is gone', async () => {
    const [overdue, due] = [await newFax(), await newFax()];
    await timers.rest(overdue, Date.now() - 61_000);
    await timers.rest(due, Date.now() - 1_000);
    expect(await swept()).toEqual([overdue]);
  });

  it('leaves a fax alone that is on the line', async () => {
    const faxId = await newFax();
    const channels = new PostgresChannelBook({ database, holder: 'worker', wake: () => {} });
    await channels.claim({ faxId, tenantId: 'ten', trunk: 'carrier', phoneNumber: phoneNumber('+12025550123'), channels: 1, callsPerNumber: 1 });
    const held = await channels.hold(faxId);
    expect(await swept()).toEqual([]);
    await held?.release();
    expect(await swept()).toEqual([faxId]);
  });

  it('gives a fax that something happened to just now the time to be driven', async () => {
    await newFax();
    expect(await swept(60)).toEqual([]);
  });
});

describe('timers of resting faxes', () => {
  it('are taken once, when they are due, the earliest first', async () => {
    await timers.rest('late', 3_000);
    await timers.rest('early', 1_000);
    await timers.rest('later', 9_000);
    expect(await timers.earliest()).toBe(1_000);
    expect(await timers.takeDue(5_000, 1)).toEqual(['early']);
    expect(await timers.takeDue(5_000, 9)).toEqual(['late']);
    expect(await timers.takeDue(5_000, 9)).toEqual([]);
    expect(await timers.earliest()).toBe(9_000);
  });

  it('are replaced by the next rest, and removed by one without end', async () => {
    await timers.rest('fax', 1_000);
    await timers.rest('fax', 2_000);
    expect(await timers.earliest()).toBe(2_000);
    await timers.rest('fax', undefined);
    expect(await timers.earliest()).toBeUndefined();
  });
});
