import { FaxBody } from '@faxwire/contracts';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';

const FAXES_EACH = 5;

describe('an operation', () => {
  let bench: ApiBench;
  beforeAll(async () => {
    // Nothing but the database keeps tenants apart here: the log is asked for every tenant's faxes and for no tenant's.
    bench = await openBench({
      parts: ({ faxLog }) => ({
        faxLog: {
          load: (faxId) => faxLog.load(faxId),
          execute: (...given) => faxLog.execute(...given),
          history: (...given) => faxLog.history(...given),
          receiveAll: (...given) => faxLog.receiveAll(...given),
          search: (...given) => faxLog.search(...given),
          statusHistories: (...given) => faxLog.statusHistories(...given),
          batchCounts: (...given) => faxLog.batchCounts(...given),
          listOfTenant: async (request) => {
            const known = await Promise.all(tenants.map((tenantId) => faxLog.listOfTenant({ ...request, tenantId })));
            return known.flat();
          },
        },
      }),
    });
  });
  afterAll(() => bench.close());
  const tenants: string[] = [];

  const send = async (key: string): Promise<FaxBody> => {
    const response = await bench.fetch('/fax', { method: 'POST', key, body: form({ phoneNumber: '+19995550100', document: page() }) });
    expect(response.status).toBe(202);
    return FaxBody.parse(await response.json());
  };

  it('reaches rows of its caller alone, though many tenants ask at once and the code asks for everybody\'s', async () => {
    const callers = await Promise.all(['a', 'b', 'c'].map(async () => {
      const tenant = await bench.otherTenant();
      tenants.push(tenant.id);
      return { tenant, key: await bench.keyOf(tenant) };
    }));
    await Promise.all(callers.flatMap(({ key }) => Array.from({ length: FAXES_EACH }, () => send(key))));
    const seen = await Promise.all(callers.map(async ({ key }) => {
      const { faxes } = (await (await bench.fetch('/fax?limit=100', { key })).json()) as { faxes: FaxBody[] };
      return faxes.map(({ tenantId }) => tenantId);
    }));
    expect(seen).toEqual(callers.map(({ tenant }) => Array(FAXES_EACH).fill(tenant.id)));
    // The negative control: the same list, asked without the role of the API.
    const all = await Promise.all(tenants.map((tenantId) => bench.faxLog.listOfTenant({ tenantId, limit: 100 })));
    expect(all.flat()).toHaveLength(callers.length * FAXES_EACH);
    expect(bench.faults).toEqual([]);
  });
});
