import { CreatedWebhookEndpointBody, Problem, WebhookEndpointListBody } from '@faxwire/contracts';
import { openBench, type ApiBench } from '../api-bench.ts';

let bench: ApiBench;
let live: string;
beforeAll(async () => {
  bench = await openBench();
  live = await bench.keyOf(bench.tenant, 'live');
});
afterAll(() => bench.close());

async function made(key: string): Promise<CreatedWebhookEndpointBody> {
  const headers = { 'content-type': 'application/json' };
  const response = await bench.fetch('/fax/webhook/endpoints', { method: 'POST', key, headers, body: JSON.stringify({ url: 'https://example.com/hook' }) });
  return CreatedWebhookEndpointBody.parse(await response.json());
}

async function listed(key: string): Promise<string[]> {
  const response = await bench.fetch('/fax/webhook/endpoints', { key });
  return WebhookEndpointListBody.parse(await response.json()).endpoints.map(({ id }) => id);
}

describe('a webhook endpoint', () => {
  it('belongs to the mode of the key that made it: a test key knows test endpoints alone, a live key both', async () => {
    const [tested, lived] = [await made(bench.key), await made(live)];
    expect([tested.mode, lived.mode]).toEqual(['test', 'live']);
    expect(await listed(bench.key)).toEqual([tested.id]);
    expect(await listed(live)).toEqual([tested.id, lived.id]);
  });

  it.each([
    ['GET', ''], ['PUT', ''], ['DELETE', ''], ['PUT', '/disable'], ['PUT', '/enable'], ['PUT', '/rotate-secret'], ['POST', '/test'], ['GET', '/deliveries'], ['GET', '/missed-events'],
  ])('of a live key is absent for a test key: %s %s', async (method, path) => {
    const { id } = await made(live);
    const json = method === 'PUT' && (path === '' || path === '/rotate-secret') ? { headers: { 'content-type': 'application/json' }, body: '{}' } : {};
    const response = await bench.fetch(`/fax/webhook/endpoints/${id}${path}`, { method, ...json });
    expect([response.status, Problem.parse(await response.json()).code]).toEqual([404, 'webhook_endpoint_not_found']);
    expect(await listed(live)).toContain(id);
  });
});
