import { newKey } from '@faxwire/tenancy';
import { Problem } from '@faxwire/contracts';
import { openBench, type ApiBench } from '../api-bench.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const PATH = '/fax/webhook/endpoints';
const get = (headers: Record<string, string>) => fetch(bench.url + PATH, { headers });
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('the API key', () => {
  it('is taken as Bearer token, X-Auth-Token or Basic password', async () => {
    const { key } = bench;
    const ways: Record<string, string>[] = [
      { authorization: `Bearer ${key}` }, { authorization: `bearer  ${key}` }, { 'x-auth-token': key }, { authorization: basic(`project:${key}`) }, { authorization: basic(`:${key}`) },
    ];
    for (const headers of ways) expect((await get(headers)).status).toBe(200);
  });

  it('is asked for where none comes', async () => {
    for (const headers of [{}, { authorization: 'Bearer' }, { authorization: 'Digest x' }, { authorization: 'Basic !!' }, { authorization: basic('nocolon') }, { 'x-auth-token': '' }]) {
      const response = await get(headers as Record<string, string>);
      expect([response.status, Problem.parse(await response.json()).code]).toEqual([401, 'api_key_missing']);
      expect(response.headers.get('www-authenticate')).toContain('Bearer');
    }
  });

  it('is refused where it is not a valid one, with the same answer for every reason', async () => {
    const typo = bench.key.slice(0, -1) + (bench.key.endsWith('0') ? '1' : '0');
    for (const key of ['x', typo, newKey('live').key, 'k'.repeat(10_000)]) {
      const response = await get({ 'x-auth-token': key });
      const { requestId, ...problem } = Problem.parse(await response.json());
      expect([response.status, requestId]).toEqual([401, response.headers.get('x-request-id')]);
      expect(problem).toMatchObject({ code: 'api_key_invalid', detail: 'The key is mistyped, unknown, expired or revoked.' });
    }
  });

  it('is asked for before an upload is read', async () => {
    const response = await fetch(`${bench.url}/fax`, { method: 'POST', body: new FormData() });
    expect(response.status).toBe(401);
    expect(await bench.leftovers()).toEqual([]);
  });
});
