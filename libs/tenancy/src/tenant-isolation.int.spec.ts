import { randomBytes, randomUUID } from 'node:crypto';
import { grantRoles, openDatabase, runAsTenant, type Database, type Role } from '@faxwire/event-log';
import pg from 'pg';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import { ApiKeys, MAX_ENDPOINTS_PER_TENANT, Tenants, WebhookEndpoints, newKey, tenancyEntities, tenancyGrants, tenancyMigrations, type Tenant } from './index.ts';

const DENIED = expect.objectContaining({ driverError: expect.objectContaining({ code: '42501' }) as unknown }) as unknown;
const masterKey = randomBytes(32);
let server: TemporaryDatabase;
let owner: Database;
let api: Database;
let webhooks: Database;
let [one, other]: Tenant[] = [];

beforeAll(async () => {
  server = await temporaryDatabase();
  const tables = { entities: tenancyEntities, migrations: tenancyMigrations };
  owner = await openDatabase({ ...tables, url: server.url });
  const client = await owner.pool.connect();
  await grantRoles(client, { grants: tenancyGrants }).finally(() => client.release());
  const urlAs = (role: Role) => `${server.url}?options=${encodeURIComponent(`-c role=${role}`)}`;
  api = await openDatabase({ ...tables, url: urlAs('faxwire_api'), migrate: false, tenantScoped: true });
  webhooks = await openDatabase({ ...tables, url: urlAs('faxwire_webhooks'), migrate: false });
  const tenants = new Tenants(owner.dataSource);
  [one, other] = [await tenants.createTenant({ name: 'One', defaultCountry: 'DE' }), await tenants.createTenant({ name: 'Other' })];
});
afterAll(async () => {
  await Promise.all([owner, api, webhooks].map((database) => database.close()));
  await server.drop();
});

const ids = (): [string, string] => [one?.id ?? '', other?.id ?? ''];

describe('the API', () => {
  it('learns whose key it is before it works for anybody, and then sees the keys of that tenant alone', async () => {
    const [tenantId] = ids();
    const keys = new ApiKeys(api.dataSource);
    const { key, keyId } = await new ApiKeys(owner.dataSource).createKey(tenantId, 'live');
    expect(await keys.authenticate(key)).toMatchObject({ tenantId, keyId, mode: 'live', defaultCountry: 'DE' });
    expect(await keys.authenticate(newKey('live').key)).toBeUndefined();
    const [, foreign] = ids();
    expect(await api.dataSource.query('SELECT * FROM api_key')).toEqual([]);
    expect(await runAsTenant(foreign, () => api.dataSource.query('SELECT * FROM api_key'))).toEqual([]);
    expect(await runAsTenant(tenantId, () => api.dataSource.query('SELECT id FROM api_key'))).toEqual([{ id: keyId }]);
    await expect(runAsTenant(foreign, () => keys.createKey(tenantId, 'live'))).rejects.toEqual(DENIED);
    await expect(runAsTenant(tenantId, () => api.dataSource.query(`UPDATE api_key SET mode = 'live'`))).rejects.toEqual(DENIED);
    await expect(runAsTenant(tenantId, () => api.dataSource.query('DELETE FROM api_key'))).rejects.toEqual(DENIED);
    await expect(webhooks.dataSource.query('SELECT * FROM faxwire_key($1, $2)', [keyId, 'live'])).rejects.toEqual(DENIED);
  });

  it('finds a tenant only when it works for it, and makes none', async () => {
    const [tenantId, foreign] = ids();
    const tenants = new Tenants(api.dataSource);
    expect(await runAsTenant(tenantId, () => tenants.find(tenantId))).toMatchObject({ name: 'One' });
    expect(await runAsTenant(tenantId, () => tenants.find(foreign))).toBeUndefined();
    expect(await tenants.find(tenantId)).toBeUndefined();
    await expect(runAsTenant(tenantId, () => tenants.createTenant({ name: 'Third' }))).rejects.toEqual(DENIED);
  });

  it('keeps the endpoints of tenants apart, whatever is asked', async () => {
    const [tenantId, foreign] = ids();
    const endpoints = new WebhookEndpoints(api.dataSource, masterKey);
    const created = await runAsTenant(tenantId, () => endpoints.create(tenantId, { url: 'https://example.com' }));
    if (!created.ok) throw new Error(created.code);
    const { endpoint } = created;
    expect(await runAsTenant(tenantId, () => endpoints.list(tenantId))).toEqual([endpoint]);
    expect(await runAsTenant(foreign, () => endpoints.list(tenantId))).toEqual([]);
    expect(await endpoints.list(tenantId)).toEqual([]);
    expect(await runAsTenant(foreign, () => endpoints.dispatchOf(endpoint.id))).toBeUndefined();
    expect(await runAsTenant(foreign, () => endpoints.delete(tenantId, endpoint.id))).toBe(false);
    await expect(runAsTenant(foreign, () => endpoints.create(tenantId, { url: 'https://example.com' }))).rejects.toEqual(DENIED);
    for (const change of [
      () => endpoints.update(tenantId, endpoint.id, { url: 'https://evil.example' }), () => endpoints.rotate(tenantId, endpoint.id, { overlapMs: 0 }),
      () => endpoints.disableOf(tenantId, endpoint.id, 'no business of theirs'),
    ]) expect(await runAsTenant<unknown>(foreign, change)).toBeUndefined();
    // The negative control: it is there all the while.
    expect(await new WebhookEndpoints(owner.dataSource, masterKey).list(tenantId)).toEqual([endpoint]);
  });

  it('keeps to the limit of endpoints, also when many are asked for at once', async () => {
    const [, tenantId] = ids();
    const endpoints = new WebhookEndpoints(api.dataSource, masterKey);
    const creations = await Promise.all(Array.from({ length: 24 }, () => runAsTenant(tenantId, () => endpoints.create(tenantId, { url: 'https://example.com' }))));
    expect(creations.filter(({ ok }) => ok)).toHaveLength(MAX_ENDPOINTS_PER_TENANT);
  });
});

describe('the way of the admin API', () => {
  const asRole = async (role: Role, password: string): Promise<pg.Client> => {
    const url = new URL(server.url);
    [url.username, url.password] = [role, password];
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    return client;
  };

  it('is closed to whoever logged in as the API, and to a tenant that says it is another', async () => {
    const [tenantId, foreign] = ids();
    const passwords = { faxwire_api: randomUUID(), faxwire_admin: randomUUID() };
    const granting = await owner.pool.connect();
    await grantRoles(granting, { grants: tenancyGrants, passwords }).finally(() => granting.release());
    const front = await asRole('faxwire_api', passwords.faxwire_api);
    const admin = await asRole('faxwire_admin', passwords.faxwire_admin);
    try {
      for (const role of ['faxwire_admin', 'faxwire_webhooks']) await expect(front.query(`SET ROLE ${role}`)).rejects.toMatchObject({ code: '42501' });
      await expect(front.query('SET row_security = off; SELECT * FROM tenant')).rejects.toMatchObject({ code: '42501' });
      expect((await front.query('SELECT * FROM tenant')).rows).toEqual([]);
      await front.query(`SELECT set_config('faxwire.tenant', $1, false)`, [tenantId]);
      expect((await front.query('SELECT id FROM tenant')).rows).toEqual([{ id: tenantId }]);
      expect((await front.query('UPDATE tenant SET settings = $2 WHERE id = $1', [foreign, {}])).rowCount).toBe(0);
      for (const denied of [`UPDATE tenant SET quotas = '{}'`, 'UPDATE tenant SET suspended_at = NULL', `INSERT INTO tenant_number VALUES ('+1', '${tenantId}', now())`, 'UPDATE audit_event SET actor = 1::text']) {
        await expect(front.query(denied)).rejects.toMatchObject({ code: '42501' });
      }
      // The negative control: the admin API's own login sees them all.
      expect((await admin.query('SELECT id FROM tenant')).rows).toHaveLength(2);
      for (const denied of [`UPDATE audit_event SET actor = 'x'`, 'DELETE FROM audit_event', 'SELECT * FROM webhook_endpoint']) {
        await expect(admin.query(denied)).rejects.toMatchObject({ code: '42501' });
      }
    } finally {
      await Promise.all([front.end(), admin.end()]);
    }
  });
});

describe('the webhooks', () => {
  it('find the endpoints of every tenant, and change nothing but that one fails or is disabled', async () => {
    const [, tenantId] = ids();
    const endpoints = new WebhookEndpoints(webhooks.dataSource, masterKey);
    const [endpoint] = await endpoints.findForEvent(tenantId, 'FaxSent');
    if (!endpoint) throw new Error('no endpoint');
    expect(await endpoints.dispatchOf(endpoint.id)).toMatchObject({ keys: [{ secret: expect.stringMatching(/^whsec_/) as unknown }] });
    await endpoints.noteFailure(endpoint.id, 1);
    await endpoints.disable(endpoint.id, 'gone');
    expect(await endpoints.find(endpoint.id)).toMatchObject({ disabled: true });
    await expect(webhooks.dataSource.query(`UPDATE webhook_endpoint SET url = 'https://evil.example'`)).rejects.toEqual(DENIED);
    await expect(endpoints.delete(tenantId, endpoint.id)).rejects.toEqual(DENIED);
    await expect(webhooks.dataSource.query('SELECT * FROM api_key')).rejects.toEqual(DENIED);
  });
});
