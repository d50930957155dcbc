import { FaxBody, FaxListBody, Problem } from '@faxwire/contracts';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

async function sendOne(key: string): Promise<string> {
  const response = await bench.fetch('/fax', { method: 'POST', key, body: form({ phoneNumber: '+19995550100', document: page() }) });
  return FaxBody.parse(await response.json()).faxId;
}

const list = async (key: string, query = ''): Promise<FaxListBody> => FaxListBody.parse(await (await bench.fetch(`/fax${query}`, { key })).json());

describe('the list of faxes', () => {
  it('shows a tenant its own, newest first, page after page', async () => {
    const key = await bench.keyOf(await bench.otherTenant());
    const sent: string[] = [];
    for (let i = 0; i < 5; i++) sent.unshift(await sendOne(key));
    const listed: string[] = [];
    for (let query = '?limit=2', pages = 0; query && pages < 9; pages++) {
      const { faxes, next } = await list(key, query);
      listed.push(...faxes.map(({ faxId }) => faxId));
      query = next === undefined ? '' : `?limit=2&after=${next}`;
    }
    // Faxes of one millisecond stand in the order of their ids.
    expect([...listed].sort()).toEqual([...sent].sort());
    expect(listed[0] === sent[0] || listed[1] === sent[0]).toBe(true);
  });

  it('shows a tenant nothing of another', async () => {
    await sendOne(await bench.keyOf(await bench.otherTenant()));
    expect((await list(await bench.keyOf(await bench.otherTenant()))).faxes).toEqual([]);
  });

  it.each(['?limit=0', '?limit=101', '?limit=x', '?after=x', '?after=1_2', '?page=2'])('refuses %s', async (query) => {
    const response = await bench.fetch(`/fax${query}`);
    expect(Problem.parse(await response.json()).code).toMatch(/^(invalid|unknown)_parameter$/);
    expect(response.status).toBe(400);
  });
});
