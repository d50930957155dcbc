import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { summarise } from '@faxwire/fax';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { EventLog, FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database, type Hint } from '../index.ts';
import { initiate, receive, render } from '../testing/commands.ts';

const NOW = Date.UTC(2026, 0, 1);

describe('a fax in the log', () => {
  let server: TemporaryDatabase;
  let database: Database;
  let faxes: FaxLog;
  beforeAll(async () => {
    server = await temporaryDatabase();
    database = await openDatabase({ url: server.url, poolSize: 6, entities: eventLogEntities, migrations: eventLogMigrations });
    faxes = new FaxLog({ database, now: () => NOW });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  it('is what its events say, and its summary says the same', async () => {
    const faxId = randomUUID();
    for (const command of [receive(faxId), render(), initiate()]) expect(await faxes.execute(faxId, command)).toMatchObject({ ok: true });
    const state = await faxes.load(faxId);
    expect(state).toMatchObject({ faxId, version: 3, phase: 'attempting', createdAt: NOW });
    expect({ ...(await faxes.summaries.findOneByOrFail({ faxId })) }).toEqual(summarise(state));
  });

  it('answers with the state and the events that were stored', async () => {
    const faxId = randomUUID();
    const executed = await faxes.execute(faxId, receive(faxId), { meta: { traceparent: '00-a-b-01' }, now: NOW + 5 });
    if (!executed.ok) throw new Error(executed.refusal.message);
    expect(executed.state).toEqual(await faxes.load(faxId));
    expect(executed.events).toEqual(await faxes.history(faxId));
    expect(executed.events[0]).toMatchObject({ id: `evt_${faxId}_1`, version: 1, meta: { traceparent: '00-a-b-01' }, event: { at: NOW + 5 } });
  });

  it('is told of, command by command, to whoever listens', async () => {
    const faxId = randomUUID();
    const heard: (Hint | undefined)[] = [];
    const listener = new EventLog(database).listen((hint) => heard.push(hint));
    while (!listener.connected) await sleep(1);
    for (const command of [receive(faxId), render()]) await faxes.execute(faxId, command);
    const ofThisFax = (): (Hint | undefined)[] => heard.filter((hint) => hint?.stream === `fax-${faxId}`);
    while (ofThisFax().length < 2) await sleep(1);
    await listener.stop();
    const history = await faxes.history(faxId);
    expect(ofThisFax()).toEqual(history.map(({ stream, version, xid }) => ({ stream, version, xid })));
  });

  it('is received once', async () => {
    const faxId = randomUUID();
    await faxes.execute(faxId, receive(faxId));
    expect(await faxes.execute(faxId, receive(faxId))).toMatchObject({ ok: false, refusal: { code: 'fax_exists', status: 'FaxReceived' } });
  });

  it('is unknown to another tenant', async () => {
    const faxId = randomUUID();
    await faxes.execute(faxId, receive(faxId, 'ten_a'));
    expect(await faxes.execute(faxId, { type: 'HoldFax' }, { tenantId: 'ten_b' })).toEqual({ ok: false, refusal: { code: 'fax_unknown', message: 'There is no such fax.' } });
    expect(await faxes.execute(faxId, { type: 'HoldFax' }, { tenantId: 'ten_a' })).toMatchObject({ ok: true });
  });

  it('keeps what a database cannot spell, one unreadable character aside', async () => {
    const faxId = randomUUID();
    const executed = await faxes.execute(faxId, receive(faxId, 'ten_a', { 'a\0b': 'x\ud800y\u{1f4e0}' }));
    expect((await faxes.load(faxId)).metadata).toEqual({ 'a\ufffdb': 'x\ufffdy\u{1f4e0}' });
    expect(executed).toMatchObject({ ok: true, state: { metadata: { 'a\ufffdb': 'x\ufffdy\u{1f4e0}' } } });
  });

  it('adds no event for what is known already', async () => {
    const faxId = randomUUID();
    await faxes.execute(faxId, receive(faxId));
    await faxes.execute(faxId, render());
    expect(await faxes.execute(faxId, render())).toMatchObject({ ok: true, events: [], state: { version: 2 } });
  });
});
