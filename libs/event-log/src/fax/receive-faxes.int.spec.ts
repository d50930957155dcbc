import { randomUUID } from 'node:crypto';
import type { FaxReceived } from '@faxwire/fax';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '../index.ts';
import { receive, render } from '../testing/commands.ts';

const NOW = Date.UTC(2026, 0, 1);
/** As many as a batch may have. */
const MANY = 1_000;

function faxOf(faxId: string = randomUUID()): FaxReceived['data'] {
  const command = receive(faxId, 'ten_a', { case: faxId });
  if (command.type !== 'ReceiveFax') throw new Error('unexpected');
  return command.fax;
}

describe('faxes that come in together', () => {
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

  it('are each what it would be alone', async () => {
    const [alone, together] = [faxOf(), faxOf()];
    await faxes.execute(alone.faxId, { type: 'ReceiveFax', fax: alone });
    expect(await faxes.receiveAll([together], { traceparent: '00-a-b-01' })).toBe(true);
    const same = { faxId: '', metadata: {} };
    expect({ ...(await faxes.load(together.faxId)), ...same }).toEqual({ ...(await faxes.load(alone.faxId)), ...same });
    expect(await faxes.history(together.faxId)).toMatchObject([{ meta: { traceparent: '00-a-b-01' }, tenantId: 'ten_a' }]);
    const [summary, other] = await Promise.all([alone, together].map(({ faxId }) => faxes.summaries.findOneByOrFail({ faxId })));
    expect({ ...other, ...same }).toEqual({ ...summary, ...same });
    expect(await faxes.search({ tenantId: 'ten_a', metadata: { case: together.faxId }, order: 'newest', limit: 5 })).toHaveLength(1);
    expect(await faxes.execute(together.faxId, render())).toMatchObject({ ok: true, state: { version: 2 } });
    const { rows } = await database.pool.query<{ data: object }>('SELECT data FROM event');
    expect(JSON.stringify(rows)).not.toContain('+1999');
  });

  it('are in the log all together or not at all', async () => {
    const [first, known, last] = [faxOf(), faxOf(), faxOf()];
    await faxes.receiveAll([known]);
    expect(await faxes.receiveAll([first, known, last])).toBe(false);
    for (const { faxId } of [first, last]) expect(await faxes.load(faxId)).toMatchObject({ phase: 'absent' });
    expect((await database.pool.query('SELECT FROM fax_key WHERE stream = ANY($1)', [[first, last].map(({ faxId }) => `fax-${faxId}`)])).rowCount).toBe(0);
  });

  it('may be a thousand, in the order given', async () => {
    const many = Array.from({ length: MANY }, () => faxOf());
    expect(await faxes.receiveAll(many)).toBe(true);
    const { rows } = await database.pool.query<{ stream: string }>('SELECT stream FROM event WHERE stream = ANY($1) ORDER BY position', [many.map(({ faxId }) => `fax-${faxId}`)]);
    expect(rows.map(({ stream }) => stream)).toEqual(many.map(({ faxId }) => `fax-${faxId}`));
  });
});
