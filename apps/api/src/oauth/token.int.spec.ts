import { CreatedApiKeyBody, OAuthErrorBody, Problem, TokenBody } from '@faxwire/contracts';
import { openBench, type ApiBench } from '../api-bench.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const clientId = (key: string) => key.slice('fw_test_'.length, 'fw_test_'.length + 16);
const basic = (id: string, secret: string) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });

function request(form: string | Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams(form).toString();
  return fetch(`${bench.url}/oauth/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body });
}

async function token(key: string, scope?: string): Promise<TokenBody> {
  const response = await request({ grant_type: 'client_credentials', client_id: clientId(key), client_secret: key, ...(scope !== undefined && { scope }) });
  expect([response.status, response.headers.get('cache-control'), response.headers.get('pragma')]).toEqual([200, 'no-store', 'no-cache']);
  return TokenBody.parse(await response.json());
}

async function refused(response: Response, status: number, error: string): Promise<void> {
  expect([response.status, OAuthErrorBody.parse(await response.json()).error]).toEqual([status, error]);
}

const problem = async (response: Response) => [response.status, Problem.parse(await response.json()).code];

describe('an access token', () => {
  it('opens what its key opens, by Basic as by the body', async () => {
    const given = await token(bench.key);
    expect(given).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(given.scope.split(' ')).toContain('fax:read');
    expect((await bench.fetch('/fax', { key: given.access_token })).status).toBe(200);
    const byBasic = await request({ grant_type: 'client_credentials' }, basic(clientId(bench.key), bench.key));
    expect((await bench.fetch('/keys', { key: TokenBody.parse(await byBasic.json()).access_token })).status).toBe(200);
  });

  it('opens less where less was asked for, and never more than its key', async () => {
    const narrow = await token(bench.key, 'webhook:read');
    expect(narrow.scope).toBe('webhook:read');
    expect(await problem(await bench.fetch('/fax', { key: narrow.access_token }))).toEqual([403, 'scope_missing']);
    const made = await bench.fetch('/keys', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ scopes: ['fax:read'] }) });
    const { key, keyId } = CreatedApiKeyBody.parse(await made.json());
    await refused(await request({ grant_type: 'client_credentials', client_id: keyId, client_secret: key, scope: 'fax:read fax:write' }), 400, 'invalid_scope');
    const { access_token: access } = await token(key);
    expect((await bench.fetch('/fax', { key: access })).status).toBe(200);
    await bench.fetch(`/keys/${keyId}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ scopes: ['webhook:read'] }) });
    expect(await problem(await bench.fetch('/fax', { key: access }))).toEqual([403, 'scope_missing']);
  });

  it('ends with its key', async () => {
    const made = await bench.fetch('/keys', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    const { key, keyId } = CreatedApiKeyBody.parse(await made.json());
    const { access_token: access } = await token(key);
    expect((await bench.fetch('/fax', { key: access })).status).toBe(200);
    await bench.fetch(`/keys/${keyId}`, { method: 'DELETE' });
    expect(await problem(await bench.fetch('/fax', { key: access }))).toEqual([401, 'api_key_invalid']);
    await refused(await request({ grant_type: 'client_credentials', client_id: keyId, client_secret: key }), 401, 'invalid_client');
  });

  it('is refused where a character of it was changed, and buys no other token', async () => {
    const { access_token: access } = await token(bench.key);
    const changed = access.slice(0, 20) + (access[20] === 'A' ? 'B' : 'A') + access.slice(21);
    expect(await problem(await bench.fetch('/fax', { key: changed }))).toEqual([401, 'api_key_invalid']);
    await refused(await request({ grant_type: 'client_credentials', client_id: clientId(bench.key), client_secret: access }), 401, 'invalid_client');
  });
});

describe('a token request', () => {
  it('is refused in the words of RFC 6749', async () => {
    const id = clientId(bench.key);
    const client = { client_id: id, client_secret: bench.key };
    const cases: [string | Record<string, string>, Record<string, string>, number, string][] = [
      [{ ...client }, {}, 400, 'invalid_request'],
      [{ grant_type: 'password', ...client }, {}, 400, 'unsupported_grant_type'],
      [`grant_type=client_credentials&grant_type=client_credentials&client_id=${id}&client_secret=${bench.key}`, {}, 400, 'invalid_request'],
      [{ grant_type: 'client_credentials' }, {}, 401, 'invalid_client'],
      [{ grant_type: 'client_credentials', client_id: '0'.repeat(16), client_secret: bench.key }, {}, 401, 'invalid_client'],
      [{ grant_type: 'client_credentials', client_id: id, client_secret: 'x' }, {}, 401, 'invalid_client'],
      [{ grant_type: 'client_credentials', ...client }, basic(id, bench.key), 400, 'invalid_request'],
      [{ grant_type: 'client_credentials' }, { authorization: 'Basic !!' }, 401, 'invalid_client'],
      [{ grant_type: 'client_credentials' }, basic('%', '%'), 401, 'invalid_client'],
      [{ grant_type: 'client_credentials', ...client, scope: 'everything' }, {}, 400, 'invalid_scope'],
    ];
    for (const [form, headers, status, error] of cases) await refused(await request(form, headers), status, error);
    expect((await request({ grant_type: 'client_credentials' })).headers.get('www-authenticate')).toContain('Basic');
    expect((await request({ grant_type: 'client_credentials', ...client, audience: 'ignored' })).status).toBe(200);
  });

  it('is a form, and forms go nowhere else', async () => {
    const json = await fetch(`${bench.url}/oauth/token`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' });
    expect(await problem(json)).toEqual([415, 'unsupported_content_type']);
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'name=x' };
    expect(await problem(await bench.fetch('/keys', form))).toEqual([415, 'unsupported_content_type']);
    expect(await problem(await request({ grant_type: 'x'.repeat(10_000) }))).toEqual([413, 'request_too_large']);
  });
});
