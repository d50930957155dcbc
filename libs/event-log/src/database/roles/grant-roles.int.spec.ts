import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import {
  EventLog, FaxLog, eventLogEntities, eventLogGrants, eventLogMigrations, grantRoles, isolateTenants, joinTenants, migrate, openDatabase, runAsTenant, type Grant,
} from '../../index.ts';
import { receive } from '../../testing/commands.ts';
import { asUser, urlAs } from '../../testing/role-database.ts';

const code = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no error', (error: { code?: unknown }) => error.code);

describe('granting roles', () => {
  let server: TemporaryDatabase;
  beforeAll(async () => {
    server = await temporaryDatabase();
    await migrate({ url: server.url }, eventLogMigrations);
  });
  afterAll(() => server.drop());

  const grant = (grants: readonly Grant[]) => asUser(server.url, (client) => grantRoles(client, { grants }));
  const rights = () => asUser(server.url, async (client) => (await client.query(`
    SELECT relname, relacl::text, ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = c.oid ORDER BY 1) AS policies
    FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`)).rows as unknown[]);

  it('comes to the same however often, and from whatever was granted before', async () => {
    expect(await grant(eventLogGrants)).toMatchObject({ refused: [] });
    const first = await rights();
    expect(await grant(eventLogGrants)).toEqual({ created: [], refused: [] });
    expect(await rights()).toEqual(first);
    await asUser(server.url, (client) => client.query('GRANT DELETE ON event TO faxwire_media; GRANT UPDATE (data) ON event TO faxwire_media; GRANT SELECT ON event TO PUBLIC'));
    expect(await rights()).not.toEqual(first);
    await grant(eventLogGrants);
    expect(await rights()).toEqual(first);
    expect(await asUser(urlAs(server.url, 'faxwire_media'), (client) => code(client.query(`UPDATE event SET data = '{}'`)))).toBe('42501');
  });

  it('takes away what is no longer listed, the policy too', async () => {
    await grant(eventLogGrants.filter(({ role }) => role !== 'faxwire_media'));
    expect(JSON.stringify(await rights())).not.toContain('faxwire_media');
    await grant(eventLogGrants);
    expect(JSON.stringify(await rights())).toContain('faxwire_media');
  });

  it('lets the API into no table that would show it every tenant, and changes nothing then', async () => {
    await grant(eventLogGrants);
    const before = await rights();
    await asUser(server.url, (client) => client.query('CREATE TABLE open_to_all (tenant_id text)'));
    const wanted: Grant[] = [{ role: 'faxwire_api', table: 'open_to_all', privileges: ['SELECT'] }];
    await expect(grant(wanted)).rejects.toMatchObject({ name: 'RoleError', code: 'table_not_isolated' });
    await asUser(server.url, async (client) => {
      for (const statement of isolateTenants({ table: 'open_to_all' })) await client.query(statement);
    });
    expect(await grant([...eventLogGrants, ...wanted])).toMatchObject({ refused: [] });
    await asUser(server.url, async (client) => {
      for (const statement of [...joinTenants({ table: 'open_to_all' }), 'DROP TABLE open_to_all']) await client.query(statement);
    });
    expect(await rights()).toEqual(before);
  });

  it('asks for the migrations first', async () => {
    await expect(grant([{ role: 'faxwire_relay', table: 'not_there', privileges: ['SELECT'] }])).rejects.toMatchObject({ code: 'table_missing' });
  });

  it('refuses a role that no policy can hold', async () => {
    await asUser(server.url, async (client) => {
      // Never seen by anybody else: the refusal takes it back.
      await client.query('BEGIN');
      await client.query('ALTER ROLE faxwire_relay BYPASSRLS');
      await expect(grantRoles(client, { grants: eventLogGrants })).rejects.toMatchObject({ code: 'role_bypasses_isolation' });
    });
    expect(await grant(eventLogGrants)).toMatchObject({ refused: [] });
  });

  it('gives a password with which the role gets in, limits its statements, and puts the password into no statement', async () => {
    const password = randomUUID();
    const told: string[] = [];
    await asUser(server.url, (client) => grantRoles({
      query: ((text: string, values?: unknown[]) => (told.push(text), client.query(text, values))) as pg.Client['query'],
    }, { grants: eventLogGrants, passwords: { faxwire_relay: password } }));
    expect(told.join()).toContain('SCRAM-SHA-256$');
    expect(told.join()).not.toContain(password);
    const url = new URL(server.url);
    [url.username, url.password] = ['faxwire_relay', password];
    const { rows } = await asUser(url.href, (client) => client.query('SELECT current_user AS me, current_setting($1) AS statement_timeout', ['statement_timeout']));
    expect(rows).toEqual([{ me: 'faxwire_relay', statement_timeout: '10s' }]);
    await expect(asUser(server.url, (client) => grantRoles(client, { grants: [], passwords: { faxwire_relay: 'pässword' } }))).rejects.toThrow(RangeError);
  });
});

describe('an owner who is no superuser', () => {
  const owner = `owner_${randomUUID().replaceAll('-', '')}`;
  let server: TemporaryDatabase;
  let url: string;
  beforeAll(async () => {
    server = await temporaryDatabase();
    await asUser(server.url, (client) => grantRoles(client, { grants: [] }));
    await asUser(server.url, (client) => client.query(`CREATE ROLE ${owner}; ALTER DATABASE ${new URL(server.url).pathname.slice(1)} OWNER TO ${owner}`));
    url = urlAs(server.url, owner);
  });
  afterAll(async () => {
    const elsewhere = new URL(server.url);
    elsewhere.pathname = '/postgres';
    await server.drop();
    await asUser(elsewhere.href, (client) => client.query(`DROP ROLE ${owner}`));
  });

  it('is let in where the tables were another\'s', async () => {
    const handed = await temporaryDatabase();
    await migrate({ url: handed.url }, eventLogMigrations);
    await asUser(handed.url, (client) => client.query(`ALTER TABLE event OWNER TO ${owner}; GRANT ALL ON SCHEMA public TO ${owner}`));
    const insert = () => asUser(urlAs(handed.url, owner), (client) => code(client.query(
      `INSERT INTO event (tenant_id, stream, version, type, data, at) VALUES ('ten_a', 'fax-x', 1, 'FaxHeld', '{}', now())`)));
    expect(await insert()).toBe('42501');
    await asUser(handed.url, (client) => grantRoles(client, { grants: eventLogGrants }));
    expect(await insert()).toBe('no error');
    await handed.drop();
  });

  it('brings the tables up to date, sees all rows, grants roles, and is told what it may not do', async () => {
    const database = await openDatabase({ url, entities: eventLogEntities, migrations: eventLogMigrations });
    const { refused } = await asUser(url, (client) => grantRoles(client, { grants: eventLogGrants, passwords: { faxwire_api: 'secret' } }));
    expect(refused).toContainEqual({ statement: `ALTER ROLE faxwire_api LOGIN PASSWORD '...'`, reason: expect.stringContaining('permission denied') as unknown });
    expect(JSON.stringify(refused)).not.toContain('SCRAM');
    const api = await openDatabase({ url: urlAs(server.url, 'faxwire_api'), tenantScoped: true, migrate: false, entities: eventLogEntities, migrations: [] });
    const faxes = new FaxLog({ database: api, now: Date.now });
    for (const tenantId of ['ten_a', 'ten_b']) {
      const faxId = randomUUID();
      await runAsTenant(tenantId, () => faxes.execute(faxId, receive(faxId, tenantId)));
    }
    const owners = new FaxLog({ database, now: Date.now });
    // Other databases of the server may hold the tail back for a moment.
    const tailed = () => new EventLog(database).tail({ after: { xid: '0', position: '0' }, limit: 10 });
    while ((await tailed()).length < 2) await new Promise(setImmediate);
    expect(await tailed()).toHaveLength(2);
    expect(await owners.rebuildSummaries()).toBe(2);
    expect(await faxes.summaries.count()).toBe(0);
    await Promise.all([api.close(), database.close()]);
  });
});
