import { ApiKeyListBody, CreatedApiKeyBody, Problem, SCOPES, type ApiKeyBody, type Scope } from '@faxwire/contracts';
import { KeyBook, MAX_KEYS_PER_TENANT, type Tenant } from '@faxwire/tenancy';
import { openBench, type ApiBench } from '../api-bench.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

function ask(method: string, path: string, { key, body }: { key?: string; body?: unknown } = {}): Promise<Response> {
  const init = { method, ...(key !== undefined && { key }) };
  return body === undefined ? bench.fetch(path, init) : bench.fetch(path, { ...init, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

async function created(body: unknown, key?: string): Promise<CreatedApiKeyBody> {
  const response = await ask('POST', '/keys', { body, ...(key !== undefined && { key }) });
  expect(response.status).toBe(201);
  return CreatedApiKeyBody.parse(await response.json());
}

async function refused(response: Response, status: number, code: string): Promise<Problem> {
  const problem = Problem.parse(await response.json());
  expect([response.status, problem.code]).toEqual([status, code]);
  return problem;
}

async function tenantWithLiveKey(): Promise<{ tenant: Tenant; key: string }> {
  const tenant = await bench.otherTenant();
  return { tenant, key: await bench.keyOf(tenant, 'live') };
}

describe('a key that a tenant makes', () => {
  it('works, is shown whole this once, and makes no keys unless that was asked for', async () => {
    const { key, ...made } = await created({ name: 'billing server' });
    expect(made).toMatchObject({ name: 'billing server', mode: 'test', scopes: SCOPES.filter((scope) => scope !== 'key:write' && scope !== 'tenant:write') });
    expect(await (await ask('GET', `/keys/${made.keyId}`)).json()).toMatchObject(made);
    const used = await ask('GET', '/keys', { key });
    expect(JSON.stringify(await used.json())).not.toContain(key.slice(30, 60));
    const problem = await refused(await ask('POST', '/keys', { key, body: {} }), 403, 'scope_missing');
    expect(problem.detail).toContain('key:write');
  });

  it('opens what its scopes name and nothing else', async () => {
    const { key } = await created({ scopes: ['webhook:read'] });
    expect((await ask('GET', '/fax/webhook/endpoints', { key })).status).toBe(200);
    const response = await ask('GET', '/fax', { key });
    expect(response.headers.get('www-authenticate')).toContain('scope="fax:read"');
    await refused(response, 403, 'scope_missing');
  });

  it('has no scope, no mode and no time that its maker has not', async () => {
    const { key } = await created({ scopes: ['key:write', 'key:read', 'fax:read'], expiresOn: inHours(1) });
    await refused(await ask('POST', '/keys', { key, body: { scopes: ['fax:write'] } }), 403, 'key_not_grantable');
    await refused(await ask('POST', '/keys', { key, body: { mode: 'live' } }), 403, 'key_not_grantable');
    await refused(await ask('POST', '/keys', { key, body: { expiresOn: inHours(2) } }), 403, 'key_not_grantable');
    const child = await created({ scopes: ['fax:read'] }, key);
    expect(child.expiresOn).toBeDefined();
    await refused(await ask('PUT', `/keys/${child.keyId}`, { key, body: { scopes: ['fax:write'] } }), 403, 'key_not_grantable');
    await refused(await ask('PUT', `/keys/${child.keyId}`, { key, body: { expiresOn: null } }), 403, 'key_not_grantable');
  });

  it('takes over no stronger key by rolling, changing or revoking it', async () => {
    const strong = await created({ scopes: [...SCOPES] });
    const { key } = await created({ scopes: ['key:write', 'key:read'] });
    await refused(await ask('PUT', `/keys/${strong.keyId}/roll`, { key }), 403, 'key_not_grantable');
    await refused(await ask('PUT', `/keys/${strong.keyId}`, { key, body: { name: 'mine' } }), 403, 'key_not_grantable');
    await refused(await ask('DELETE', `/keys/${strong.keyId}`, { key }), 403, 'key_not_grantable');
    expect((await ask('GET', '/fax', { key: strong.key })).status).toBe(200);
  });

  it('ends when it is revoked', async () => {
    const { keyId, key } = await created({});
    expect((await ask('GET', '/fax', { key })).status).toBe(200);
    expect((await ask('DELETE', `/keys/${keyId}`)).status).toBe(204);
    await refused(await ask('GET', '/fax', { key }), 401, 'api_key_invalid');
    await refused(await ask('DELETE', `/keys/${keyId}`), 409, 'api_key_revoked');
    expect((await (await ask('GET', `/keys/${keyId}`)).json()) as ApiKeyBody).toHaveProperty('revokedOn');
  });

  it('gets a new secret, and keeps the old one for the overlap', async () => {
    const made = await created({});
    const rolled = CreatedApiKeyBody.parse(await (await ask('PUT', `/keys/${made.keyId}/roll`)).json());
    expect(rolled.keyId).toBe(made.keyId);
    const overlapMs = Date.parse(rolled.oldSecretUntil ?? '') - Date.parse(rolled.rolledOn ?? '');
    expect(overlapMs).toBe(24 * HOUR_MS);
    for (const key of [made.key, rolled.key]) expect((await ask('GET', '/fax', { key })).status).toBe(200);
    await ask('PUT', `/keys/${made.keyId}/roll`, { body: { overlapHours: 0 } });
    for (const key of [made.key, rolled.key]) await refused(await ask('GET', '/fax', { key }), 401, 'api_key_invalid');
    await refused(await ask('PUT', `/keys/${made.keyId}/roll`, { body: { overlapHours: 169 } }), 400, 'invalid_field');
  });

  it('loses scopes at once where they are taken from it', async () => {
    const { keyId, key } = await created({});
    expect((await ask('GET', '/fax', { key })).status).toBe(200);
    const changed = await ask('PUT', `/keys/${keyId}`, { body: { name: 'n', scopes: ['webhook:read'] satisfies Scope[] } });
    expect(await changed.json()).toMatchObject({ name: 'n', scopes: ['webhook:read'] });
    await refused(await ask('GET', '/fax', { key }), 403, 'scope_missing');
  });

  it('is made of what is known, in one line of text', async () => {
    await refused(await ask('POST', '/keys', { body: { secret: 'x' } }), 400, 'unknown_field');
    for (const body of [{ name: 'a\u0000b' }, { name: 'a\ud800' }, { name: 'x'.repeat(101) }, { scopes: [] }, { scopes: ['all'] }, { expiresOn: 'tomorrow' }]) {
      await refused(await ask('POST', '/keys', { body }), 400, 'invalid_field');
    }
  });
});

describe('the keys of a tenant', () => {
  it('are listed page by page, the newest first', async () => {
    const { key } = await tenantWithLiveKey();
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.unshift((await created({ name: `key ${n}` }, key)).name);
    const names: string[] = [];
    for (let after = ''; ; ) {
      const { keys, next } = ApiKeyListBody.parse(await (await ask('GET', `/keys?limit=2${after}`, { key })).json());
      names.push(...keys.map(({ name }) => name));
      if (next === undefined) break;
      after = `&after=${next}`;
    }
    expect(names).toEqual([...made, '']);
    await refused(await ask('GET', '/keys?after=x', { key }), 400, 'invalid_parameter');
  });

  it('are another tenant\'s business as little as keys that do not exist', async () => {
    const { keyId } = await created({});
    const { key } = await tenantWithLiveKey();
    for (const id of [keyId, '0'.repeat(16), '%00', 'x']) {
      await refused(await ask('GET', `/keys/${id}`, { key }), 404, 'api_key_not_found');
      await refused(await ask('PUT', `/keys/${id}`, { key, body: {} }), 404, 'api_key_not_found');
      await refused(await ask('PUT', `/keys/${id}/roll`, { key }), 404, 'api_key_not_found');
      await refused(await ask('DELETE', `/keys/${id}`, { key }), 404, 'api_key_not_found');
    }
    expect((await ask('GET', `/keys/${keyId}`)).status).toBe(200);
  });

  it('are live and test keys to a live key, and test keys to a test key', async () => {
    const { tenant, key } = await tenantWithLiveKey();
    const { keyId } = await created({}, key);
    const test = await bench.keyOf(tenant);
    expect((await (await ask('GET', '/keys', { key: test })).json() as ApiKeyListBody).keys.map(({ mode }) => mode)).toEqual(['test']);
    await refused(await ask('GET', `/keys/${keyId}`, { key: test }), 404, 'api_key_not_found');
    await refused(await ask('PUT', `/keys/${keyId}/roll`, { key: test }), 404, 'api_key_not_found');
    expect((await created({ mode: 'test' }, key)).mode).toBe('test');
  });

  it('are a hundred at most, also when many are asked for at once', async () => {
    const { tenant, key } = await tenantWithLiveKey();
    const book = new KeyBook(bench.database.dataSource);
    for (let n = 0; n < MAX_KEYS_PER_TENANT - 4; n += 1) await book.create(tenant.id, { mode: 'test', name: '', scopes: ['fax:read'] });
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask('POST', '/keys', { key, body: {} })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
  });

  it('say when they were last used', async () => {
    const { keyId, key } = await created({});
    expect((await ask('GET', '/fax', { key })).status).toBe(200);
    for (;;) {
      const { lastUsedOn } = (await (await ask('GET', `/keys/${keyId}`)).json()) as ApiKeyBody;
      if (lastUsedOn === undefined) continue;
      expect(Date.now() - Date.parse(lastUsedOn)).toBeLessThan(60_000);
      break;
    }
  });
});
