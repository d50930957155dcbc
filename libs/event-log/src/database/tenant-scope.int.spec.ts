import { randomUUID } from 'node:crypto';
import { EventLog, FaxLog, SYSTEM_ROLES, TENANT_ROLE, ROLES, runAsTenant, type Append, type Database } from '../index.ts';
import { receive, render } from '../testing/commands.ts';
import { roleDatabase, type RoleDatabase } from '../testing/role-database.ts';

const DENIED = '42501';
const TENANTS = ['ten_a', 'ten_b', 'ten_c'];
const FAXES_EACH = 20;

const held = (tenantId: string): Append => ({ tenantId, stream: `fax-${randomUUID()}`, expectedVersion: 0, events: [{ type: 'FaxHeld', at: 0, data: {} }] });
const code = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no error', (error: { code?: unknown }) => error.code);

describe('the role of the API', () => {
  let bench: RoleDatabase;
  let api: Database;
  let faxes: FaxLog;
  const faxOf = new Map<string, string>();
  beforeAll(async () => {
    bench = await roleDatabase();
    // One connection: whatever a tenant left behind on it, the next one would find.
    api = await bench.as(TENANT_ROLE, { tenantScoped: true, poolSize: 1 });
    faxes = new FaxLog({ database: api, now: Date.now });
    for (const tenantId of TENANTS) {
      const faxId = randomUUID();
      faxOf.set(tenantId, faxId);
      expect(await runAsTenant(tenantId, () => faxes.execute(faxId, receive(faxId, tenantId)))).toMatchObject({ ok: true });
    }
  });
  afterAll(() => bench.close());

  const faxIdOf = (tenantId: string): string => faxOf.get(tenantId) ?? '';
  const count = async (on: Database, table: string): Promise<unknown> => (await on.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n;
  const countBoth = async (on: Database): Promise<unknown[]> => [await count(on, 'event'), await count(on, 'fax'), await new FaxLog({ database: on, now: Date.now }).summaries.count()];

  it('sees the rows of the tenant that it works for, and with no tenant none', async () => {
    expect(await runAsTenant('ten_a', () => countBoth(api))).toEqual([1, 1, 1]);
    expect(await countBoth(api)).toEqual([0, 0, 0]);
    expect(await runAsTenant('ten_unknown', () => countBoth(api))).toEqual([0, 0, 0]);
    // The negative control: the rows are there.
    expect(await countBoth(bench.superuser)).toEqual([3, 3, 3]);
  });

  it('finds no fax of another tenant by its id', async () => {
    const foreign = faxIdOf('ten_b');
    expect(await runAsTenant('ten_a', () => faxes.history(foreign))).toEqual([]);
    expect(await runAsTenant('ten_b', () => faxes.history(foreign))).toHaveLength(1);
    expect(await runAsTenant('ten_a', () => faxes.listOfTenant({ tenantId: 'ten_b', limit: 10 }))).toEqual([]);
    expect(await runAsTenant('ten_b', () => faxes.listOfTenant({ tenantId: 'ten_b', limit: 10 }))).toHaveLength(1);
  });

  it('writes nothing for another tenant, and with no tenant nothing at all', async () => {
    const log = new EventLog(api);
    const before = await countBoth(bench.superuser);
    expect(await code(runAsTenant('ten_a', () => log.append(held('ten_b'))))).toBe(DENIED);
    expect(await code(log.append(held('ten_a')))).toBe(DENIED);
    const faxId = randomUUID();
    expect(await code(runAsTenant('ten_a', () => faxes.execute(faxId, receive(faxId, 'ten_b'))))).toBe(DENIED);
    expect(await runAsTenant('ten_a', () => api.pool.query(`UPDATE fax SET status = 'FaxSent' WHERE tenant_id = 'ten_b'`))).toMatchObject({ rowCount: 0 });
    expect(await code(runAsTenant('ten_a', () => api.pool.query(`UPDATE fax SET tenant_id = 'ten_b'`)))).toBe(DENIED);
    expect(await countBoth(bench.superuser)).toEqual(before);
    expect(await runAsTenant('ten_a', () => log.append(held('ten_a')))).toMatchObject({ ok: true });
  });

  it('keeps tenants apart who wait for the same connection', async () => {
    const work = TENANTS.flatMap((tenantId) => Array.from({ length: FAXES_EACH }, (_, turn) => runAsTenant(tenantId, async () => {
      const { rows } = await api.pool.query<{ tenant_id: string }>('SELECT DISTINCT tenant_id FROM event');
      const found = await faxes.summaries.find();
      const inOne = turn % 5 === 0 ? await api.dataSource.transaction(async (manager) => manager.query<{ tenant_id: string }[]>('SELECT DISTINCT tenant_id FROM fax')) : rows;
      return [tenantId, ...new Set([...rows.map((row) => row.tenant_id), ...found.map((fax) => fax.tenantId), ...inOne.map((row) => row.tenant_id)])];
    })));
    const nobody = Array.from({ length: FAXES_EACH }, async () => (await api.pool.query('SELECT FROM event')).rowCount);
    for (const [tenantId, ...seen] of await Promise.all(work)) expect(seen).toEqual([tenantId]);
    expect(new Set(await Promise.all(nobody))).toEqual(new Set([0]));
  });

  it('goes on after a transaction that failed, with statements that have a name', async () => {
    await runAsTenant('ten_a', async () => {
      const client = await api.pool.connect();
      await client.query('BEGIN');
      expect(await code(client.query('SELECT 1 / 0'))).toBe('22012');
      const named = { name: 'by_number', text: 'SELECT count(*)::int AS n FROM fax WHERE version = $1', values: [1] };
      expect(await code(client.query(named))).toBe('25P02');
      await client.query('ROLLBACK');
      expect((await client.query(named)).rows).toEqual([{ n: 1 }]);
      expect((await client.query(named)).rows).toEqual([{ n: 1 }]);
      client.release();
    });
  });

  it('gives rows, counts and errors as any other connection does', async () => {
    await runAsTenant('ten_a', async () => {
      expect(await api.pool.query(`SELECT 1 AS one, 'x' AS text UNION ALL SELECT 2, null`)).toMatchObject({ rows: [{ one: 1, text: 'x' }, { one: 2, text: null }], rowCount: 2, command: 'SELECT' });
      expect(await api.pool.query({ text: 'SELECT $1::int, 2', values: [1], rowMode: 'array' })).toMatchObject({ rows: [[1, 2]] });
      expect(await code(api.pool.query('SELECT nonsense'))).toBe('42703');
      expect(await api.pool.query(`SELECT current_setting('faxwire.tenant') AS tenant`)).toMatchObject({ rows: [{ tenant: 'ten_a' }] });
    });
    expect(await api.pool.query(`SELECT current_setting('faxwire.tenant', true) AS tenant`)).toMatchObject({ rows: [{ tenant: '' }] });
    expect(() => runAsTenant('', () => 1)).toThrow(RangeError);
  });
});

describe('every role', () => {
  let bench: RoleDatabase;
  beforeAll(async () => {
    bench = await roleDatabase();
    const faxId = randomUUID();
    await new FaxLog({ database: bench.superuser, now: Date.now }).execute(faxId, receive(faxId));
  });
  afterAll(() => bench.close());

  it.each(ROLES)('%s changes and removes no event', async (role) => {
    const database = await bench.as(role);
    for (const statement of [`UPDATE event SET type = 'FaxSent'`, 'DELETE FROM event', 'TRUNCATE event', 'DROP TABLE event', 'ALTER TABLE event NO FORCE ROW LEVEL SECURITY', 'CREATE TABLE own (id int)']) {
      expect([statement, await code(database.pool.query(statement))]).toEqual([statement, DENIED]);
    }
    expect((await bench.superuser.pool.query('SELECT FROM event')).rowCount).toBeGreaterThan(0);
  });

  it.each(SYSTEM_ROLES)('%s reads the log of all tenants', async (role) => {
    expect(await new EventLog(await bench.as(role)).tail({ after: { xid: '0', position: '0' }, limit: 10 })).not.toEqual([]);
  });

  it.each(SYSTEM_ROLES.filter((role) => role !== 'faxwire_relay'))('%s records what happens to a fax', async (role) => {
    const faxId = randomUUID();
    const faxes = new FaxLog({ database: await bench.as(role), now: Date.now });
    expect(await new FaxLog({ database: bench.superuser, now: Date.now }).execute(faxId, receive(faxId))).toMatchObject({ ok: true });
    expect(await faxes.execute(faxId, render())).toMatchObject({ ok: true, state: { version: 2, phoneNumber: '+19995550100' } });
  });
});
