import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { EventLog, FaxLog, START, eventLogEntities, eventLogMigrations, openDatabase, type Database, type StoredEvent } from '../index.ts';
import { initiate, receive, render } from '../testing/commands.ts';

const NOW = Date.UTC(2026, 0, 1);

describe('old events in the log', () => {
  let server: TemporaryDatabase;
  let database: Database;
  let faxes: FaxLog;
  beforeAll(async () => {
    server = await temporaryDatabase();
    database = await openDatabase({ url: server.url, poolSize: 4, entities: eventLogEntities, migrations: eventLogMigrations });
    faxes = new FaxLog({ database, now: () => NOW });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  /** A fax of which the fourth event was stored by another release. */
  async function faxWith(meta: object, data: object = {}): Promise<string> {
    const faxId = randomUUID();
    for (const command of [receive(faxId), render(), initiate()]) await faxes.execute(faxId, command);
    const failed = { attemptId: `att_${faxId}_1`, cause: 'busy', detail: '486', ...data };
    await database.pool.query(
      `INSERT INTO event (tenant_id, stream, version, type, data, meta, at) VALUES ('ten_a', $1, 4, 'AttemptFailed', $2, $3, $4)`,
      [`fax-${faxId}`, failed, meta, new Date(NOW)],
    );
    return faxId;
  }

  /** On a shared server the transactions of others hold the tail back. */
  async function inTail(faxId: string, version: number): Promise<StoredEvent> {
    const log = new EventLog(database);
    const deadline = performance.now() + 10_000;
    while (performance.now() < deadline) {
      const read = await log.tail({ after: START, limit: 100 });
      const found = read.find((event) => event.faxId === faxId && event.version === version);
      if (found) return found;
      await sleep(10);
    }
    throw new Error('the tail does not show it');
  }

  it('are lifted wherever they are read: by stream, by tail and for the summaries', async () => {
    const faxId = await faxWith({});
    const lifted = { cause: 'busy', detail: '486', jitter: 0 };
    expect((await faxes.load(faxId)).attempts[0]?.failure).toEqual(lifted);
    expect((await inTail(faxId, 4)).event.data).toMatchObject(lifted);
    await faxes.rebuildSummaries();
    expect(await faxes.summaries.findOneByOrFail({ faxId })).toMatchObject({ version: 4, attempts: 1 });
    expect(await faxes.execute(faxId, initiate(2))).toMatchObject({ ok: true, state: { version: 5, phase: 'attempting' } });
  });

  it('do not change in the log: what is there can still be read by whoever stored it', async () => {
    const faxId = await faxWith({});
    await faxes.load(faxId);
    const { rows } = await database.pool.query<{ data: object }>('SELECT data FROM event WHERE stream = $1 AND version = 4', [`fax-${faxId}`]);
    expect(rows[0]?.data).toEqual({ attemptId: `att_${faxId}_1`, cause: 'busy', detail: '486' });
  });

  it('are told from new ones, which say the version of their form and are read as they were appended', async () => {
    const faxId = randomUUID();
    for (const command of [receive(faxId), render(), initiate()]) await faxes.execute(faxId, command);
    const claim = { attemptId: `att_${faxId}_1`, token: 3 };
    const failure = { cause: 'busy', detail: '486' } as const;
    const meta = { traceparent: '00-a-b-01', schema: '1' };
    const executed = await faxes.execute(faxId, { type: 'RecordAttemptFailure', ...claim, failure, jitter: 0.4 }, { meta });
    const history = await faxes.history(faxId);
    expect(history.map((event) => event.meta.schema)).toEqual([undefined, undefined, undefined, '2']);
    expect(executed.ok && executed.events).toEqual(history.slice(-1));
    expect(history.at(-1)).toMatchObject({ meta: { traceparent: '00-a-b-01' }, event: { data: { jitter: 0.4 } } });
  });

  it('stop every decision where a newer release stored them, and nothing is added', async () => {
    const faxId = await faxWith({ schema: '3' }, { jitter: 'none' });
    const unreadable = { code: 'event_schema_unknown', retriable: false };
    await expect(faxes.load(faxId)).rejects.toMatchObject(unreadable);
    await expect(faxes.execute(faxId, initiate(2))).rejects.toMatchObject(unreadable);
    const { rowCount } = await database.pool.query('SELECT FROM event WHERE stream = $1', [`fax-${faxId}`]);
    expect(rowCount).toBe(4);
  });
});
