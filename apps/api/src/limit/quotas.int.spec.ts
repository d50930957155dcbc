import { Problem } from '@faxwire/contracts';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

async function tenantWith(quotas: object): Promise<{ id: string; key: string }> {
  const tenant = await bench.otherTenant();
  await bench.database.pool.query('UPDATE tenant SET quotas = $2 WHERE id = $1', [tenant.id, quotas]);
  return { id: tenant.id, key: await bench.keyOf(tenant) };
}

const send = (key: string) => bench.fetch('/fax', { method: 'POST', key, body: form({ phoneNumber: '+19995550100', document: page() }) });

async function refused(response: Response, quota: string): Promise<void> {
  const { code, detail } = Problem.parse(await response.json());
  expect([response.status, code]).toEqual([429, 'quota_exceeded']);
  expect(detail).toContain(quota);
}

describe('a tenant with a quota', () => {
  it.each(['faxesPerDay', 'faxesPerMonth', 'openFaxes'])('of %s hands in so many faxes, and is told which quota is used up', async (quota) => {
    const { key } = await tenantWith({ [quota]: 2 });
    expect([(await send(key)).status, (await send(key)).status]).toEqual([202, 202]);
    await refused(await send(key), quota);
    expect((await bench.fetch('/fax', { key })).status).toBe(200);
  });

  it('has it again in the next month, and for pages by those that were confirmed', async () => {
    const { id, key } = await tenantWith({ faxesPerMonth: 1, pagesPerMonth: 3 });
    expect((await send(key)).status).toBe(202);
    await bench.database.pool.query(`UPDATE fax SET created_at = created_at - interval '32 days', pages_confirmed = 9 WHERE tenant_id = $1`, [id]);
    expect((await send(key)).status).toBe(202);
    await bench.database.pool.query(`UPDATE tenant SET quotas = '{"pagesPerMonth": 3}' WHERE id = $1`, [id]);
    await bench.database.pool.query(`UPDATE fax SET pages_confirmed = 3 WHERE tenant_id = $1`, [id]);
    await refused(await send(await bench.keyOf({ id } as never)), 'pagesPerMonth');
  });
});
