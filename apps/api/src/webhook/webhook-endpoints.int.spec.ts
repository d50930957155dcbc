import { CreatedWebhookEndpointBody, Problem, WebhookEndpointBody, WebhookEndpointListBody } from '@faxwire/contracts';
import { openBench, type ApiBench } from '../api-bench.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const PATH = '/fax/webhook/endpoints';
const URL_ = 'https://example.com/hook';

function post(body: unknown, key?: string): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return bench.fetch(PATH, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text, ...(key && { key }) });
}

async function created(body: unknown, key?: string): Promise<CreatedWebhookEndpointBody> {
  const response = await post(body, key);
  expect(response.status).toBe(201);
  return CreatedWebhookEndpointBody.parse(await response.json());
}

async function list(key?: string): Promise<WebhookEndpointListBody> {
  return WebhookEndpointListBody.parse(await (await bench.fetch(PATH, key ? { key } : {})).json());
}

async function refused(response: Response, status: number, code: string): Promise<Problem> {
  const problem = Problem.parse(await response.json());
  expect([response.status, problem.code]).toEqual([status, code]);
  return problem;
}

const freshKey = async () => bench.keyOf(await bench.otherTenant());

const put = (path: string, key: string, body?: unknown) =>
  bench.fetch(`${PATH}/${path}`, { method: 'PUT', key, ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });

describe('a webhook endpoint', () => {
  it('is changed in what is given and in nothing else', async () => {
    const key = await freshKey();
    const { id } = await created({ url: URL_, description: 'ward B', ratePerSecond: 5, headers: { 'X-Own': 'receiver-key-0123456789' } }, key);
    const changed = WebhookEndpointBody.parse(await (await put(id, key, { events: ['FaxSent'], ratePerSecond: null, includeLinks: true })).json());
    expect(changed).toMatchObject({ url: URL_, description: 'ward B', events: ['FaxSent'], ratePerSecond: null, includeLinks: true, headers: { 'x-own': '****6789' } });
    expect(WebhookEndpointBody.parse(await (await put(id, key, { headers: {} })).json()).headers).toEqual({});
    expect(WebhookEndpointBody.parse(await (await bench.fetch(`${PATH}/${id}`, { key })).json())).toMatchObject({ events: ['FaxSent'], headers: {} });
    await refused(await put(id, key, { url: 'https://127.0.0.1' }), 422, 'invalid_webhook_url');
    await refused(await put(id, key, { signature: 'vendor' }), 400, 'unknown_field');
    await refused(await put(id, key, { concurrency: 0 }), 400, 'invalid_field');
    await refused(await put(id, await freshKey(), { description: 'mine' }), 404, 'webhook_endpoint_not_found');
  });

  it('keeps the values of its headers to itself', async () => {
    const key = await freshKey();
    const value = 'Bearer receiver-key-0123456789';
    const { id, headers } = await created({ url: URL_, headers: { Authorization: value, 'x-short': 'abc' } }, key);
    expect(headers).toEqual({ authorization: '****6789', 'x-short': '****' });
    expect(await bench.endpoints.dispatchOf(id)).toMatchObject({ headers: { authorization: value, 'x-short': 'abc' } });
    const { rows } = await bench.database.pool.query('SELECT to_jsonb(webhook_endpoint)::text AS row FROM webhook_endpoint WHERE id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain('receiver-key');
    await refused(await post({ url: URL_, headers: { host: 'evil.example' } }, key), 400, 'invalid_field');
    await refused(await post({ url: URL_, headers: { 'x-a': 'b\r\nhost: evil' } }, key), 400, 'invalid_field');
  });

  it('gets a new secret, and the old one signs as well for as long as is asked', async () => {
    const key = await freshKey();
    const { id, secret } = await created({ url: URL_ }, key);
    const rotated = CreatedWebhookEndpointBody.parse(await (await put(`${id}/rotate-secret`, key, { overlapSeconds: 60 })).json());
    expect(rotated.secret).not.toBe(secret);
    expect(Date.parse(rotated.secretOverlapUntil ?? '') - Date.now()).toBeLessThanOrEqual(60_000);
    expect((await bench.endpoints.dispatchOf(id))?.keys.map((each) => each.secret)).toEqual([rotated.secret, secret]);
    const again = CreatedWebhookEndpointBody.parse(await (await put(`${id}/rotate-secret`, key, { overlapSeconds: 0 })).json());
    expect(again.secretOverlapUntil).toBeUndefined();
    expect((await bench.endpoints.dispatchOf(id))?.keys.map((each) => each.secret)).toEqual([again.secret]);
    expect((await put(`${id}/rotate-secret`, key)).status).toBe(200);
    await refused(await put(`${id}/rotate-secret`, key, { overlapSeconds: 7 * 24 * 3_600 + 1 }), 400, 'invalid_field');
    await refused(await put(`${id}/rotate-secret`, await freshKey(), {}), 404, 'webhook_endpoint_not_found');
  });

  it('with Ed25519 shows its public key always and its private key never; another profile comes with a rotation', async () => {
    const key = await freshKey();
    const { id, secret, publicKey } = await created({ url: URL_, signature: 'ed25519' }, key);
    expect([secret, publicKey?.slice(0, 5)]).toEqual([undefined, 'whpk_']);
    expect((await list(key)).endpoints[0]).toMatchObject({ signature: 'ed25519', publicKey });
    const vendor = CreatedWebhookEndpointBody.parse(await (await put(`${id}/rotate-secret`, key, { signature: 'vendor' })).json());
    expect(vendor).toMatchObject({ signature: 'vendor', secret: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(vendor.publicKey).toBeUndefined();
    expect((await bench.endpoints.dispatchOf(id))?.keys.map(({ signature }) => signature)).toEqual(['vendor', 'ed25519']);
  });

  it('is disabled, enabled and deleted by its tenant, and by nobody else', async () => {
    const [key, other] = [await freshKey(), await freshKey()];
    const { id } = await created({ url: URL_ }, key);
    for (const verb of ['disable', 'enable']) await refused(await put(`${id}/${verb}`, other), 404, 'webhook_endpoint_not_found');
    expect(await (await put(`${id}/disable`, key)).json()).toMatchObject({ disabled: true, disabledReason: 'It was disabled by its tenant.' });
    await bench.endpoints.noteFailure(id, 1);
    const enabled = WebhookEndpointBody.parse(await (await put(`${id}/enable`, key)).json());
    expect([enabled.disabled, enabled.disabledReason, enabled.failingSince]).toEqual([false, undefined, undefined]);
    await refused(await bench.fetch(`${PATH}/${id}`, { method: 'DELETE', key: other }), 404, 'webhook_endpoint_not_found');
    expect((await bench.fetch(`${PATH}/${id}`, { method: 'DELETE', key })).status).toBe(204);
    await refused(await bench.fetch(`${PATH}/${id}`, { key }), 404, 'webhook_endpoint_not_found');
  });


  it('shows its secret once, when it is made', async () => {
    const key = await freshKey();
    const { secret, ...endpoint } = await created({ url: URL_, events: ['FaxSent', 'PageSent'], description: 'ward B' }, key);
    expect(secret).toMatch(/^whsec_/);
    expect(endpoint).toMatchObject({ url: URL_, events: ['FaxSent', 'PageSent'], description: 'ward B', disabled: false });
    expect(await list(key)).toEqual({ endpoints: [endpoint] });
  });

  it('is deleted by query or by body, once, and by its own tenant only', async () => {
    const [key, other] = [await freshKey(), await freshKey()];
    const [first, second] = [await created({ url: URL_ }, key), await created({ url: URL_ }, key)];
    await refused(await bench.fetch(`${PATH}?id=${first.id}`, { method: 'DELETE', key: other }), 404, 'webhook_endpoint_not_found');
    expect((await bench.fetch(`${PATH}?id=${first.id}`, { method: 'DELETE', key })).status).toBe(204);
    await refused(await bench.fetch(`${PATH}?id=${first.id}`, { method: 'DELETE', key }), 404, 'webhook_endpoint_not_found');
    const headers = { 'content-type': 'application/json' };
    expect((await bench.fetch(PATH, { method: 'DELETE', key, headers, body: JSON.stringify({ id: second.id }) })).status).toBe(204);
    await refused(await bench.fetch(PATH, { method: 'DELETE', key }), 400, 'missing_field');
    expect(await list(key)).toEqual({ endpoints: [] });
  });

  it('shows why it was disabled', async () => {
    const key = await freshKey();
    const { id } = await created({ url: URL_ }, key);
    await bench.endpoints.disable(id, 'It answered 410 Gone.');
    expect((await list(key)).endpoints[0]).toMatchObject({ disabled: true, disabledReason: 'It answered 410 Gone.' });
  });

  it('is one of twenty at most', async () => {
    const key = await freshKey();
    for (let n = 0; n < 20; n += 1) await created({ url: URL_ }, key);
    await refused(await post({ url: URL_ }, key), 409, 'webhook_endpoint_limit');
  });

  it('leads to a public address over https', async () => {
    for (const url of ['http://example.com', 'https://127.0.0.1', 'https://169.254.169.254/latest', 'https://a:b@example.com', 'nonsense', 'file:///etc/passwd']) {
      await refused(await post({ url }), 422, 'invalid_webhook_url');
    }
  });

  it('is made of what is known and nothing else', async () => {
    expect((await refused(await post({ url: URL_, secret: 'x' }), 400, 'unknown_field')).errors).toEqual([{ field: 'secret', code: 'unknown_field', message: 'is not known here' }]);
    await refused(await post({}), 400, 'missing_field');
    await refused(await post([]), 400, 'invalid_field');
    await refused(await post({ url: 5 }), 400, 'invalid_field');
    await refused(await post({ url: URL_, events: ['FaxEaten'] }), 400, 'invalid_field');
    await refused(await post({ url: `https://example.com/${'x'.repeat(3_000)}` }), 400, 'invalid_field');
    await refused(await post('{"url":'), 400, 'malformed_json');
    await refused(await post(`{"url":"${'x'.repeat(70_000)}"}`), 413, 'request_too_large');
    await refused(await bench.fetch(PATH, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }), 415, 'unsupported_content_type');
  });
});
