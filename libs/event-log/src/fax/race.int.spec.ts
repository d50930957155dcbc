import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaxCommand } from '@faxwire/fax';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { FaxLog, FaxLogBusy, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '../index.ts';
import { initiate, receive, render } from '../testing/commands.ts';

const INTERLEAVINGS = 60;

describe('commands that race for one fax', () => {
  let server: TemporaryDatabase;
  let database: Database;
  let faxes: FaxLog;
  beforeAll(async () => {
    server = await temporaryDatabase();
    database = await openDatabase({ url: server.url, poolSize: 12, entities: eventLogEntities, migrations: eventLogMigrations });
    // Anything may happen between a decision and its append.
    faxes = new FaxLog({ database, now: Date.now, failPoint: (name) => (name === 'before_append' ? sleep(Math.random() * 4) : undefined) });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  async function race(commands: readonly FaxCommand[]) {
    const faxId = randomUUID();
    await faxes.execute(faxId, receive(faxId));
    await faxes.execute(faxId, render());
    const results = await Promise.all(commands.map(async (command) => {
      await sleep(Math.random() * 4);
      return faxes.execute(faxId, command);
    }));
    return { results, types: (await faxes.history(faxId, 2)).map(({ event }) => event.type) };
  }

  it('either hold a fax or dial it, never both', async () => {
    const winners = { held: 0, dialled: 0 };
    for (let turn = 0; turn < INTERLEAVINGS; turn += 1) {
      const { results: [hold, attempt], types } = await race([{ type: 'HoldFax' }, initiate()]);
      expect(hold?.ok).not.toBe(attempt?.ok);
      expect(types).toEqual([hold?.ok ? 'FaxHeld' : 'FaxAttemptInitiated']);
      if (hold && !hold.ok) expect(hold.refusal).toMatchObject({ code: 'fax_hold_not_allowed', status: 'FaxAttemptInitiated' });
      winners[hold?.ok ? 'held' : 'dialled'] += 1;
    }
    // A race that always ends the same way was none.
    expect(Math.min(winners.held, winners.dialled)).toBeGreaterThan(0);
  });

  it('begin an attempt once, however many workers try', async () => {
    const { results, types } = await race(Array.from({ length: 6 }, () => initiate()));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(types).toEqual(['FaxAttemptInitiated']);
  });

  it('give up after ten lost races and have stored nothing', async () => {
    const faxId = randomUUID();
    const other = new FaxLog({ database, now: Date.now });
    await other.execute(faxId, receive(faxId));
    let [turn, losing] = [0, true];
    const unlucky = new FaxLog({
      database,
      now: Date.now,
      failPoint: async (name) => {
        const delivery = { endpointId: 'hook_1', webhookId: `w${(turn += 1)}`, eventType: 'FaxHeld', attempts: 1, reason: 'gone' };
        if (losing && name === 'before_append') await other.execute(faxId, { type: 'RecordWebhookGivenUp', delivery });
      },
    });
    await expect(unlucky.execute(faxId, { type: 'HoldFax' })).rejects.toBeInstanceOf(FaxLogBusy);
    expect((await other.load(faxId)).version).toBe(11);
    losing = false;
    expect(await unlucky.execute(faxId, { type: 'HoldFax' })).toMatchObject({ ok: true });
  });
});
