import { CreatedWebhookEndpointBody, Problem, WebhookEndpointListBody } from '@faxwire/contracts';
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

describe('a webhook endpoint', () => {
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
