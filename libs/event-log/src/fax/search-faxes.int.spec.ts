import { randomUUID } from 'node:crypto';
import type { FaxCommand, FaxReceived } from '@faxwire/fax';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database, type FaxSearch } from '../index.ts';
import { receive } from '../testing/commands.ts';

const BEGIN = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

type Given = Partial<FaxReceived['data']>;

describe('searching faxes', () => {
  let server: TemporaryDatabase;
  let database: Database;
  let faxes: FaxLog;
  let now = BEGIN;
  beforeAll(async () => {
    server = await temporaryDatabase();
    database = await openDatabase({ url: server.url, poolSize: 4, entities: eventLogEntities, migrations: eventLogMigrations });
    faxes = new FaxLog({ database, now: () => now });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  /** A fax an hour after the one before. */
  async function received(tenantId: string, given: Given = {}, ...commands: FaxCommand[]): Promise<string> {
    now += HOUR;
    const faxId = randomUUID();
    const command = receive(faxId, tenantId, given.metadata);
    if (command.type !== 'ReceiveFax') throw new Error('unexpected');
    for (const each of [{ ...command, fax: { ...command.fax, ...given } }, ...commands]) expect(await faxes.execute(faxId, each)).toMatchObject({ ok: true });
    return faxId;
  }

  const search = async (given: Partial<FaxSearch> & { tenantId: string }): Promise<string[]> =>
    (await faxes.search({ order: 'newest', limit: 50, ...given })).map(({ faxId }) => faxId);

  it('finds them by number, status, batch, mode and time, each alone and all together', async () => {
    const tenantId = randomUUID();
    const [one, two, three] = [
      await received(tenantId, { phoneNumber: '+19995550101' as Given['phoneNumber'] & string, batchId: 'spring' }),
      await received(tenantId, { batchId: 'spring', mode: 'live' }, { type: 'HoldFax' }),
      await received(tenantId, {}, { type: 'StopFax' }),
    ];
    expect(await search({ tenantId })).toEqual([three, two, one]);
    expect(await search({ tenantId, order: 'oldest' })).toEqual([one, two, three]);
    expect(await search({ tenantId, phoneNumber: '+19995550101' })).toEqual([one]);
    expect(await search({ tenantId, batchId: 'spring' })).toEqual([two, one]);
    expect(await search({ tenantId, mode: 'live' })).toEqual([two]);
    expect(await search({ tenantId, statuses: ['FaxHeld'] })).toEqual([two]);
    expect(await search({ tenantId, statuses: ['FaxHeld', 'FaxReceivedForCancel'] })).toEqual([three, two]);
    expect(await search({ tenantId, from: now })).toEqual([three]);
    expect(await search({ tenantId, from: now - HOUR, to: now })).toEqual([two]);
    expect(await search({ tenantId, faxIds: [one, three, randomUUID()] })).toEqual([three, one]);
    expect(await search({ tenantId, faxIds: [one, two], batchId: 'spring', statuses: ['FaxReceived'], phoneNumber: '+19995550101' })).toEqual([one]);
    expect(await search({ tenantId, statuses: [] })).toEqual([]);
  });

  it('finds them by metadata: every pair that is asked for, and nothing that only looks like it', async () => {
    const tenantId = randomUUID();
    const [one, two] = [await received(tenantId, { metadata: { case: '17', ward: 'B' } }), await received(tenantId, { metadata: { case: '17' } })];
    await received(tenantId, { metadata: { case: '171', '17': 'case' } });
    expect(await search({ tenantId, metadata: { case: '17' } })).toEqual([two, one]);
    expect(await search({ tenantId, metadata: { case: '17' }, order: 'oldest' })).toEqual([one, two]);
    expect(await search({ tenantId, metadata: { ward: 'B', case: '17' } })).toEqual([one]);
    expect(await search({ tenantId, metadata: { ward: 'C', case: '17' } })).toEqual([]);
  });

  it('finds a fax by the webhook that was given up on, whatever became of it', async () => {
    const tenantId = randomUUID();
    await received(tenantId);
    const lost = await received(tenantId, {}, { type: 'HoldFax' }, {
      type: 'RecordWebhookGivenUp', delivery: { endpointId: 'hook_1', webhookId: 'evt_1', eventType: 'FaxHeld', attempts: 1, reason: 'timeout' },
    });
    expect(await search({ tenantId, statuses: ['FaxWebhookUpdateFailed'] })).toEqual([lost]);
    expect(await search({ tenantId, statuses: ['FaxHeld'] })).toEqual([lost]);
  });

  it.each(['newest', 'oldest'] as const)('goes through all of them page by page, the %s first, none twice', async (order) => {
    const tenantId = randomUUID();
    const all: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      // Two at the same moment: the id decides.
      if (count % 2 === 1) now -= HOUR;
      all.push(await received(tenantId, { metadata: { case: '17' } }));
    }
    for (const metadata of [undefined, { case: '17' }]) {
      const seen: string[] = [];
      for (;;) {
        const last = seen.at(-1);
        const after = last === undefined ? undefined : { faxId: last, createdAt: (await faxes.load(last)).createdAt };
        const page = await search({ tenantId, order, limit: 3, ...(after && { after }), ...(metadata && { metadata }) });
        if (page.length === 0) break;
        seen.push(...page);
      }
      expect(seen).toHaveLength(all.length);
      expect(new Set(seen)).toEqual(new Set(all));
    }
  });

  it('never finds another tenant\'s', async () => {
    const [tenantId, other] = [randomUUID(), randomUUID()];
    const faxId = await received(other, { metadata: { case: '17' }, batchId: 'spring' });
    expect(await search({ tenantId: other, metadata: { case: '17' } })).toEqual([faxId]);
    for (const given of [{}, { faxIds: [faxId] }, { metadata: { case: '17' } }, { batchId: 'spring' }, { phoneNumber: '+19995550100' }]) {
      expect(await search({ tenantId, ...given })).toEqual([]);
    }
  });

  it('tells the changes of status of each', async () => {
    const tenantId = randomUUID();
    const one = await received(tenantId, {}, { type: 'HoldFax' }, { type: 'ReviveFax' });
    const two = await received(tenantId);
    const histories = await faxes.statusHistories([one, two]);
    expect(histories.get(one)?.map(({ status }) => status)).toEqual(['FaxReceived', 'FaxHeld', 'FaxReceived']);
    expect(histories.get(one)).toEqual((await faxes.load(one)).history);
    expect(histories.get(two)).toEqual([{ status: 'FaxReceived', at: now }]);
  });
});
