import { Problem } from '@faxwire/contracts';
import { newKey } from '@faxwire/tenancy';
import { openBench, type ApiBench } from '../api-bench.ts';

const problem = async (response: Response) => [response.status, Problem.parse(await response.json()).code];

describe('a tenant that asks too often', () => {
  let bench: ApiBench;
  beforeAll(async () => {
    bench = await openBench({ config: { rates: { requestsPerSecond: 3, keyRequestsPerSecond: 2, submissionsPerSecond: 1 } } });
  });
  afterAll(() => bench.close());

  it('is told with each answer how it stands, and with the last when to come again', async () => {
    const tenant = await bench.otherTenant();
    const [key, second] = [await bench.keyOf(tenant), await bench.keyOf(tenant)];
    const first = await bench.fetch('/fax', { key });
    expect(first.headers.get('ratelimit-policy')).toBe('"tenant";q=6;w=2, "key";q=4;w=2');
    expect(first.headers.get('ratelimit')).toMatch(/^"tenant";r=5;t=1, "key";r=3;t=1$/);
    const answers = await Promise.all(Array.from({ length: 40 }, () => bench.fetch('/fax', { key })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(20);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect(refused[0]?.headers.get('ratelimit')).toContain('"key";r=0');
    expect(await problem(refused[0] as Response)).toEqual([429, 'rate_limited']);
    // All keys of a tenant share what it may; another tenant has its own.
    expect((await bench.fetch('/fax', { key: second })).status).toBe(429);
    expect((await bench.fetch('/fax', { key: await bench.keyOf(await bench.otherTenant()) })).status).toBe(200);
  });

  it('has the rate that the operator gave it', async () => {
    const { id } = await bench.otherTenant();
    await bench.database.pool.query(`UPDATE tenant SET quotas = '{"requestsPerSecond": 50}' WHERE id = $1`, [id]);
    const answer = await bench.fetch('/fax', { key: await bench.keyOf({ id } as never) });
    expect(answer.headers.get('ratelimit-policy')).toContain('"tenant";q=100;w=2');
  });
});

describe('who tries keys', () => {
  let bench: ApiBench;
  beforeAll(async () => {
    bench = await openBench({ config: { failuresPerMinute: 5, trustedProxies: ['127.0.0.1'] } });
  });
  afterAll(() => bench.close());

  const ask = (key: string, address: string) => bench.fetch('/fax', { key, headers: { 'x-forwarded-for': address } });

  it('is told to wait, and shuts out nobody elsewhere and nobody who was let in before', async () => {
    expect((await ask(bench.key, '192.0.2.1')).status).toBe(200);
    for (let n = 0; n < 5; n += 1) expect((await ask(newKey('live').key, '192.0.2.1')).status).toBe(401);
    const refused = await ask(newKey('live').key, '192.0.2.1');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await problem(refused)).toEqual([429, 'too_many_failures']);
    expect((await ask(bench.key, '192.0.2.1')).status).toBe(200);
    expect((await ask(newKey('live').key, '192.0.2.2')).status).toBe(401);
    const other = await bench.keyOf(bench.tenant);
    expect([(await ask(other, '192.0.2.1')).status, (await ask(other, '192.0.2.2')).status]).toEqual([429, 200]);
  });

  it('is found at the root key and at the token door as well', async () => {
    const root = () => bench.fetch('/admin/tenants', { key: 'fw_root_x', headers: { 'x-forwarded-for': '192.0.2.7' } });
    for (let n = 0; n < 5; n += 1) expect((await root()).status).toBe(401);
    expect((await root()).status).toBe(429);
    const token = () => fetch(`${bench.url}/oauth/token`, {
      method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' }), headers: { 'x-forwarded-for': '192.0.2.8' },
    });
    for (let n = 0; n < 5; n += 1) expect((await token()).status).toBe(401);
    expect((await token()).status).toBe(429);
  });

  it('says where it comes from in vain, where no proxy of ours says so', async () => {
    const open = await openBench({ config: { failuresPerMinute: 2 } });
    try {
      const from = (address: string) => open.fetch('/fax', { key: 'x', headers: { 'x-forwarded-for': address } });
      expect([(await from('192.0.2.1')).status, (await from('192.0.2.2')).status, (await from('192.0.2.3')).status]).toEqual([401, 401, 429]);
    } finally {
      await open.close();
    }
  });
});
