import { randomBytes, randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { SCOPES, TenantQuotas } from '@faxwire/contracts';
import { temporaryDatabase, type TemporaryDatabase } from '@faxwire/testing';
import {
  ApiKeys, KeyBook, MAX_ENDPOINTS_PER_TENANT, Tenants, WebhookEndpoints, newKey, tenancyEntities, tenancyMigrations, type Tenant,
} from './index.ts';

let database: TemporaryDatabase;
let dataSource: DataSource;
let tenants: Tenants;
let tenant: Tenant;
const masterKey = randomBytes(32);

beforeAll(async () => {
  database = await temporaryDatabase();
  dataSource = new DataSource({ type: 'postgres', url: database.url, entities: tenancyEntities, migrations: tenancyMigrations });
  await dataSource.initialize();
  await dataSource.runMigrations();
  tenants = new Tenants(dataSource);
  tenant = await tenants.createTenant({ name: 'Clinic', defaultCountry: 'DE' });
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

describe('a tenant', () => {
  it('is found again, and made once where its id is given', async () => {
    expect(await tenants.find(tenant.id)).toEqual(tenant);
    const id = randomUUID();
    await tenants.createTenant({ id, name: 'first' });
    expect(await tenants.createTenant({ id, name: 'second' })).toMatchObject({ id, name: 'first', defaultCountry: 'US' });
    expect(await tenants.find(randomUUID())).toBeUndefined();
  });

  it('has settings, and defaults where it has decided nothing', async () => {
    const settings = { archiveAfterDays: 90, documentRetentionDays: null, stationId: null, notifications: { emails: [], smsNumbers: [], on: [] } };
    expect(await tenants.settings(tenant.id)).toMatchObject({ defaultCountry: 'DE', ...settings });
    await dataSource.query(`UPDATE tenant SET settings = '{"archiveAfterDays": 7}' WHERE id = $1`, [tenant.id]);
    expect(await tenants.settings(tenant.id)).toMatchObject({ ...settings, archiveAfterDays: 7 });
    expect(await tenants.settings(randomUUID())).toBeUndefined();
  });
});

describe('an API key', () => {
  it('says who makes the request', async () => {
    const keys = new ApiKeys(dataSource);
    const { key, keyId } = await keys.createKey(tenant.id, 'live');
    expect(await keys.authenticate(key)).toEqual({ tenantId: tenant.id, keyId, mode: 'live', defaultCountry: 'DE', scopes: new Set(SCOPES), suspended: false, quotas: TenantQuotas.parse({}) });
  });

  it('is stored as a hash only', async () => {
    const { key } = await new ApiKeys(dataSource).createKey(tenant.id, 'test');
    const rows: unknown = await dataSource.query('SELECT to_jsonb(api_key) AS row FROM api_key');
    expect(JSON.stringify(rows)).not.toContain(key.slice(30, 60));
  });

  it('is worth nothing when it was never given out, or belongs to another mode or secret', async () => {
    const keys = new ApiKeys(dataSource);
    const { keyId } = await keys.createKey(tenant.id, 'test');
    expect(await keys.authenticate(newKey('test').key)).toBeUndefined();
    const forged = newKey('test');
    await dataSource.query('UPDATE api_key SET id = $1 WHERE id = $2', [forged.keyId, keyId]);
    expect(await keys.authenticate(forged.key)).toBeUndefined();
  });

  it('ends at once where it is revoked, and within the cache time elsewhere', async () => {
    let now = Date.now();
    const here = new ApiKeys(dataSource, () => now);
    const elsewhere = new ApiKeys(dataSource, () => now);
    const { key, keyId } = await here.createKey(tenant.id, 'live');
    expect(await here.authenticate(key)).toBeDefined();
    expect(await elsewhere.authenticate(key)).toBeDefined();
    expect(await here.revoke(keyId)).toBe(true);
    expect(await here.revoke(keyId)).toBe(false);
    expect(await here.authenticate(key)).toBeUndefined();
    now += 5_000;
    expect(await elsewhere.authenticate(key)).toBeUndefined();
  });
});

describe('a rolled key', () => {
  it('opens with the new secret, and with the old one until the overlap is over', async () => {
    let now = Date.now();
    const keys = new ApiKeys(dataSource, () => now);
    const book = new KeyBook(dataSource, { now: () => now, onChange: keys.forget });
    const { key, keyId } = await keys.createKey(tenant.id, 'live');
    const target = { tenantId: tenant.id, keyId };
    const first = await book.roll(target, 60_000);
    if (!first.ok) throw new Error(first.code);
    expect([await keys.authenticate(key), await keys.authenticate(first.done.key)]).toEqual([expect.anything(), expect.anything()]);
    now += 60_000;
    expect([await keys.authenticate(key), await keys.authenticate(first.done.key)]).toEqual([undefined, expect.anything()]);
    const second = await book.roll(target, 0);
    expect(await keys.authenticate(first.done.key)).toBeUndefined();
    expect(second.ok && (await keys.authenticate(second.done.key))).toMatchObject({ keyId });
  });

  it('is worth nothing with either secret once it is revoked', async () => {
    const keys = new ApiKeys(dataSource);
    const book = new KeyBook(dataSource, { onChange: keys.forget });
    const { key, keyId } = await keys.createKey(tenant.id, 'live');
    const target = { tenantId: tenant.id, keyId };
    const rolled = await book.roll(target, 60_000);
    if (!rolled.ok) throw new Error(rolled.code);
    expect((await book.revoke(target)).ok).toBe(true);
    expect([await keys.authenticate(key), await keys.authenticate(rolled.done.key)]).toEqual([undefined, undefined]);
    expect(await book.roll(target, 0)).toEqual({ ok: false, code: 'api_key_revoked' });
  });
});

describe('a key with an end', () => {
  it('is worth nothing from its end on, though it was just used', async () => {
    let now = Date.now();
    const keys = new ApiKeys(dataSource, () => now);
    const made = await new KeyBook(dataSource).create(tenant.id, { mode: 'test', name: '', scopes: ['fax:read'], expiresAt: now + 1_000 });
    if (!made.ok) throw new Error(made.code);
    expect(await keys.authenticate(made.done.key)).toMatchObject({ expiresAt: now + 1_000, scopes: new Set(['fax:read']) });
    now += 1_000;
    expect(await keys.authenticate(made.done.key)).toBeUndefined();
  });
});

describe('a webhook endpoint', () => {
  const endpoints = () => new WebhookEndpoints(dataSource, masterKey);
  const made = async (tenantId: string, events: string[] = []) => {
    const creation = await endpoints().create(tenantId, { url: 'https://example.com/hook', events });
    if (!creation.ok) throw new Error(creation.code);
    return creation;
  };

  it('gives its secret back to the one who signs, and stores it sealed', async () => {
    const { id } = await tenants.createTenant({ name: 'A' });
    const { endpoint, secret = '' } = await made(id);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await endpoints().dispatchOf(endpoint.id)).toMatchObject({ keys: [{ signature: 'standard', secret }] });
    const [row] = await dataSource.query<{ sealed_secret: Buffer }[]>('SELECT sealed_secret FROM webhook_endpoint WHERE id = $1', [endpoint.id]);
    expect(row?.sealed_secret.includes(secret)).toBe(false);
    await expect(new WebhookEndpoints(dataSource, randomBytes(32)).dispatchOf(endpoint.id)).rejects.toThrow();
  });

  it('gets every public status by default, and what it lists otherwise, until it is disabled', async () => {
    const { id } = await tenants.createTenant({ name: 'B' });
    const every = (await made(id)).endpoint;
    const pages = (await made(id, ['PageSent'])).endpoint;
    expect(await endpoints().findForEvent(id, 'FaxSent')).toEqual([every]);
    expect(await endpoints().findForEvent(id, 'PageSent')).toEqual([pages]);
    await endpoints().disable(every.id, 'gone');
    await endpoints().disable(every.id, 'another reason');
    expect(await endpoints().findForEvent(id, 'FaxSent')).toEqual([]);
    expect(await endpoints().find(every.id)).toMatchObject({ disabled: true, disabledReason: 'gone' });
  });

  it('belongs to one tenant alone', async () => {
    const { id } = await tenants.createTenant({ name: 'C' });
    const { endpoint } = await made(id);
    expect(await endpoints().delete(tenant.id, endpoint.id)).toBe(false);
    expect(await endpoints().list(id)).toHaveLength(1);
    expect(await endpoints().delete(id, endpoint.id)).toBe(true);
    expect(await endpoints().dispatchOf(endpoint.id)).toBeUndefined();
  });

  it('is one of at most twenty, also when many are asked for at once', async () => {
    const { id } = await tenants.createTenant({ name: 'D' });
    const creations = await Promise.all(Array.from({ length: 25 }, () => endpoints().create(id, { url: 'https://example.com' })));
    expect(creations.filter(({ ok }) => ok)).toHaveLength(MAX_ENDPOINTS_PER_TENANT);
    expect(creations.filter(({ ok }) => !ok)).toEqual(Array(5).fill({ ok: false, code: 'webhook_endpoint_limit' }));
  });
});
