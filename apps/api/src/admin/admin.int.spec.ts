import { randomUUID } from 'node:crypto';
import { ApiKeyListBody, AuditListBody, CreatedApiKeyBody, Problem, TenantBody, TenantListBody } from '@faxwire/contracts';
import { newRootKey } from '@faxwire/tenancy';
import { openBench, type ApiBench } from '../api-bench.ts';
import { ALL_OPERATIONS } from '../operations.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

function ask(method: string, path: string, { body, key = bench.rootKey }: { body?: unknown; key?: string } = {}): Promise<Response> {
  const init = { method, key };
  return body === undefined ? bench.fetch(path, init) : bench.fetch(path, { ...init, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

async function refused(response: Response, status: number, code: string): Promise<void> {
  expect([response.status, Problem.parse(await response.json()).code]).toEqual([status, code]);
}

async function made(body: object = { name: 'Ward' }): Promise<TenantBody> {
  const response = await ask('POST', '/admin/tenants', { body });
  expect(response.status).toBe(201);
  return TenantBody.parse(await response.json());
}

const audit = async (query: string, key = bench.rootKey, path = '/admin/audit') => AuditListBody.parse(await (await ask('GET', `${path}?${query}`, { key })).json()).events;

describe('the admin API', () => {
  const ROOTS = ALL_OPERATIONS.filter(({ root }) => root === true);
  const pathOf = (path: string) => path.replace('{tenantId}', bench.tenant.id).replace('{keyId}', '0'.repeat(16)).replace('{number}', '+12025550143');

  it.each(ROOTS.map(({ method, path }) => [method.toUpperCase(), path] as const))('opens %s %s to the root key alone', async (method, path) => {
    const live = await bench.keyOf(bench.tenant, 'live');
    for (const key of [bench.key, live, newRootKey(), 'x']) await refused(await ask(method, pathOf(path), { key }), 401, 'root_key_invalid');
    const silent = await fetch(bench.url + pathOf(path), { method });
    await refused(silent, 401, 'api_key_missing');
  });

  it('opens nothing of a tenant to the root key', async () => {
    await refused(await ask('GET', '/fax'), 401, 'api_key_invalid');
  });

  it('is not there where no root key is configured', async () => {
    const closed = await openBench({ parts: () => ({ admin: undefined }) });
    try {
      for (const { method, path } of ROOTS) {
        for (const key of [bench.rootKey, closed.key]) await refused(await closed.fetch(pathOf(path), { method: method.toUpperCase(), key }), 404, 'route_not_found');
      }
    } finally {
      await closed.close();
    }
  });
});

describe('a tenant', () => {
  it('is made, found, listed and changed', async () => {
    const tenant = await made({ name: 'Ward', settings: { defaultCountry: 'DE', archiveAfterDays: 30 } });
    expect(tenant).toMatchObject({ name: 'Ward', suspended: false, settings: { defaultCountry: 'DE', archiveAfterDays: 30, stationId: null } });
    expect(await (await ask('GET', `/admin/tenants/${tenant.tenantId}`)).json()).toEqual(tenant);
    const changed = await ask('PUT', `/admin/tenants/${tenant.tenantId}`, { body: { name: 'Ward B', settings: { documentRetentionDays: 10 } } });
    expect(await changed.json()).toEqual({ ...tenant, name: 'Ward B', settings: { ...tenant.settings, documentRetentionDays: 10 } });
    const { tenants, next } = TenantListBody.parse(await (await ask('GET', '/admin/tenants?limit=1')).json());
    expect(tenants.map(({ tenantId }) => tenantId)).toEqual([tenant.tenantId]);
    const rest = TenantListBody.parse(await (await ask('GET', `/admin/tenants?after=${next ?? ''}`)).json());
    expect(rest.tenants.map(({ name }) => name)).toContain('Clinic');
    expect((await ask('PUT', `/admin/tenants/${tenant.tenantId}`, { body: {} })).status).toBe(200);
    for (const id of [randomUUID(), 'x', '%00']) await refused(await ask('GET', `/admin/tenants/${id}`), 404, 'tenant_not_found');
    await refused(await ask('POST', '/admin/tenants', { body: {} }), 400, 'missing_field');
    await refused(await ask('POST', '/admin/tenants', { body: { name: 'x', settings: { stationId: 'no letters' } } }), 400, 'invalid_field');
  });

  it('is shut out while it is suspended, and at once', async () => {
    const { tenantId } = await made();
    const { key } = CreatedApiKeyBody.parse(await (await ask('POST', `/admin/tenants/${tenantId}/keys`)).json());
    expect((await ask('GET', '/fax', { key })).status).toBe(200);
    await ask('PUT', `/admin/tenants/${tenantId}`, { body: { suspended: true } });
    await refused(await ask('GET', '/fax', { key }), 403, 'tenant_suspended');
    await ask('PUT', `/admin/tenants/${tenantId}`, { body: { suspended: false } });
    expect((await ask('GET', '/fax', { key })).status).toBe(200);
  });

  it('is deleted with its keys once it is suspended, and never with a fax', async () => {
    const { tenantId } = await made();
    const { key } = CreatedApiKeyBody.parse(await (await ask('POST', `/admin/tenants/${tenantId}/keys`)).json());
    const number = '+12025550101';
    await ask('POST', `/admin/tenants/${tenantId}/numbers`, { body: { number } });
    await refused(await ask('DELETE', `/admin/tenants/${tenantId}`), 409, 'tenant_not_deletable');
    await ask('PUT', `/admin/tenants/${tenantId}`, { body: { suspended: true } });
    const faxId = randomUUID();
    const insert = `INSERT INTO fax (fax_id, tenant_id, mode, version, status, open, phone_number, metadata, created_at, updated_at, pages_confirmed, attempts)
      VALUES ($1, $2, 'test', 1, 'FaxSent', false, '+1', '{}', now(), now(), 0, 0)`;
    await bench.database.pool.query(insert, [faxId, tenantId]);
    await refused(await ask('DELETE', `/admin/tenants/${tenantId}`), 409, 'tenant_not_deletable');
    await bench.database.pool.query('DELETE FROM fax WHERE fax_id = $1', [faxId]);
    expect((await ask('DELETE', `/admin/tenants/${tenantId}`)).status).toBe(204);
    await refused(await ask('GET', `/admin/tenants/${tenantId}`), 404, 'tenant_not_found');
    await refused(await ask('GET', '/fax', { key }), 401, 'api_key_invalid');
    expect(await audit(`tenantId=${tenantId}&action=deleteTenant`)).toMatchObject([{ actor: 'root', object: tenantId, before: { name: 'Ward' } }]);
  });

  it('gets a first key that may do everything, and loses it again', async () => {
    const { tenantId } = await made();
    const { key, keyId, scopes } = CreatedApiKeyBody.parse(await (await ask('POST', `/admin/tenants/${tenantId}/keys`, { body: { mode: 'live', name: 'first' } })).json());
    expect(scopes).toContain('key:write');
    expect((await ask('GET', '/keys', { key })).status).toBe(200);
    expect(ApiKeyListBody.parse(await (await ask('GET', `/admin/tenants/${tenantId}/keys`)).json()).keys).toMatchObject([{ keyId, name: 'first' }]);
    await refused(await ask('DELETE', `/admin/tenants/${bench.tenant.id}/keys/${keyId}`), 404, 'api_key_not_found');
    expect((await ask('DELETE', `/admin/tenants/${tenantId}/keys/${keyId}`)).status).toBe(204);
    await refused(await ask('GET', '/keys', { key }), 401, 'api_key_invalid');
  });

  it('has numbers that are nobody else\'s, and sends from those alone', async () => {
    const [one, other] = [await made(), await made()];
    const number = '+12025550143';
    const path = `/admin/tenants/${one.tenantId}/numbers`;
    expect((await ask('POST', path, { body: { number } })).status).toBe(201);
    expect((await ask('POST', path, { body: { number } })).status).toBe(201);
    await refused(await ask('POST', `/admin/tenants/${other.tenantId}/numbers`, { body: { number } }), 409, 'number_taken');
    await refused(await ask('POST', path, { body: { number: '12' } }), 400, 'invalid_field');
    const { key } = CreatedApiKeyBody.parse(await (await ask('POST', `/admin/tenants/${one.tenantId}/keys`)).json());
    const { key: foreign } = CreatedApiKeyBody.parse(await (await ask('POST', `/admin/tenants/${other.tenantId}/keys`)).json());
    const sendFrom = (by: string) => ask('PUT', '/tenant', { key: by, body: { settings: { senderNumber: number } } });
    expect((await sendFrom(key)).status).toBe(200);
    await refused(await sendFrom(foreign), 422, 'sender_number_not_owned');
    expect(await (await ask('GET', '/tenant/numbers', { key })).json()).toMatchObject({ numbers: [{ number }] });
    expect(await (await ask('GET', '/tenant/numbers', { key: foreign })).json()).toEqual({ numbers: [] });
    expect((await ask('DELETE', `${path}/${encodeURIComponent(number)}`)).status).toBe(204);
    await refused(await ask('DELETE', `${path}/${encodeURIComponent(number)}`), 404, 'number_not_found');
  });

  it('sees itself, and changes what is harmless', async () => {
    const { tenantId } = await made();
    const { key } = CreatedApiKeyBody.parse(await (await ask('POST', `/admin/tenants/${tenantId}/keys`)).json());
    const settings = { headerText: 'Ward B', stationId: '+1 202 555 0143', notifications: { emails: ['ward@example.com'], smsNumbers: [], on: ['failed'] } };
    expect(await (await ask('PUT', '/tenant', { key, body: { settings } })).json()).toMatchObject({ tenantId, settings });
    expect(await (await ask('GET', '/tenant', { key })).json()).toMatchObject({ tenantId, settings, quotas: { faxesPerDay: null } });
    await refused(await ask('PUT', '/tenant', { key, body: { settings: { documentRetentionDays: 0 } } }), 400, 'unknown_field');
    await refused(await ask('PUT', '/tenant', { key, body: { settings: {}, suspended: false } }), 400, 'unknown_field');
  });

  it('has the quotas that were set last', async () => {
    const { tenantId } = await made();
    const path = `/admin/tenants/${tenantId}/quotas`;
    expect(await (await ask('PUT', path, { body: { faxesPerDay: 5 } })).json()).toMatchObject({ faxesPerDay: 5, pagesPerMonth: null });
    expect(await (await ask('GET', path)).json()).toMatchObject({ faxesPerDay: 5 });
    expect(await audit(`tenantId=${tenantId}&action=setQuotas`)).toMatchObject([{ before: { faxesPerDay: null }, after: { faxesPerDay: 5 } }]);
  });
});

describe('the audit log', () => {
  it('says who changed what, when and from where, without secrets', async () => {
    const { tenantId } = await made();
    const first = CreatedApiKeyBody.parse(await (await ask('POST', `/admin/tenants/${tenantId}/keys`, { body: { mode: 'live' } })).json());
    const second = CreatedApiKeyBody.parse(await (await ask('POST', '/keys', { key: first.key, body: { name: 'second' } })).json());
    await ask('PUT', `/keys/${second.keyId}`, { key: first.key, body: { name: 'renamed' } });
    const revoked = await ask('DELETE', `/keys/${second.keyId}`, { key: first.key });
    await refused(await ask('DELETE', `/keys/${second.keyId}`, { key: first.key }), 409, 'api_key_revoked');
    const events = await audit('limit=10', first.key, '/audit');
    expect(events.map(({ action, actor, object }) => [action, actor, object])).toEqual([
      ['revokeKey', `key:${first.keyId}`, second.keyId],
      ['changeKey', `key:${first.keyId}`, second.keyId],
      ['createKey', `key:${first.keyId}`, second.keyId],
      ['createTenantKey', 'root', first.keyId],
      ['createTenant', 'root', tenantId],
    ]);
    expect(events[1]).toMatchObject({ before: { name: 'second' }, after: { name: 'renamed' }, address: '127.0.0.1', tenantId });
    expect(events[0]?.requestId).toBe(revoked.headers.get('x-request-id'));
    expect(events[4]?.address).toBe('operator');
    const text = JSON.stringify(await audit(`tenantId=${tenantId}`));
    for (const { key } of [first, second]) expect(text).not.toContain(key.slice(30, 60));
    expect(await audit(`object=${second.keyId}&action=createKey`, first.key, '/audit')).toHaveLength(1);
  });

  it('goes on where a page ended, and shows a tenant its own entries alone', async () => {
    const { tenantId } = await made();
    const { key } = CreatedApiKeyBody.parse(await (await ask('POST', `/admin/tenants/${tenantId}/keys`)).json());
    const page = AuditListBody.parse(await (await ask('GET', '/audit?limit=1', { key })).json());
    expect(page.events.map(({ action }) => action)).toEqual(['createTenantKey']);
    const rest = AuditListBody.parse(await (await ask('GET', `/audit?after=${page.next ?? ''}`, { key })).json());
    expect(rest.events.map(({ action }) => action)).toEqual(['createTenant']);
    await refused(await ask('GET', `/audit?tenantId=${bench.tenant.id}`, { key }), 400, 'unknown_parameter');
    await refused(await ask('GET', '/audit?after=x', { key }), 400, 'invalid_parameter');
  });

  it('is added to and never changed, not even by the owner of the tables', async () => {
    await made();
    const { pool } = bench.database;
    for (const change of [`UPDATE audit_event SET actor = 'nobody'`, 'DELETE FROM audit_event', 'TRUNCATE audit_event']) {
      await expect(pool.query(change)).rejects.toMatchObject({ code: '42501' });
    }
    // The negative control: it is the trigger that refuses.
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('ALTER TABLE audit_event DISABLE TRIGGER ALL');
      expect((await client.query('DELETE FROM audit_event')).rowCount).toBeGreaterThan(0);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});
