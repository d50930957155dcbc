import { DoNotCallListBody, Problem } from '@faxwire/contracts';
import type { Tenant } from '@faxwire/tenancy';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';

let bench: ApiBench;
let live: string;
beforeAll(async () => {
  bench = await openBench({ config: { blockedCountries: ['CU'] } });
  live = await bench.keyOf(bench.tenant, 'live');
});
afterAll(() => bench.close());

const NUMBER = '+12025550143';
const OTHER = '+12025550144';

function ask(method: string, path: string, body?: unknown, key = live): Promise<Response> {
  const init = { method, key };
  return body === undefined ? bench.fetch(path, init) : bench.fetch(path, { ...init, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
const listed = async (query = '', key = live): Promise<DoNotCallListBody> => DoNotCallListBody.parse(await (await ask('GET', `/do-not-call${query}`, undefined, key)).json());
const numbers = async (): Promise<string[]> => (await listed()).numbers.map(({ number }) => number);
const send = (phoneNumber: string, key = live): Promise<Response> => bench.fetch('/fax', { method: 'POST', key, body: form({ phoneNumber, document: page() }) });
const sendMany = (recipients: readonly string[]): Promise<Response> =>
  bench.fetch('/fax/batch', { method: 'POST', key: live, body: form({ recipients: JSON.stringify(recipients), document: page() }) });

async function refused(response: Response, status: number, code: string): Promise<Problem> {
  const problem = Problem.parse(await response.json());
  expect([response.status, problem.code]).toEqual([status, code]);
  return problem;
}

describe('the do-not-call list of a tenant', () => {
  afterEach(async () => {
    for (const number of await numbers()) await ask('DELETE', `/do-not-call/${encodeURIComponent(number)}`);
  });

  it('takes numbers as they are written, each once, and gives them page by page', async () => {
    expect(await (await ask('POST', '/do-not-call', { numbers: ['(202) 555-0144', NUMBER, NUMBER] })).json()).toEqual({ added: 2 });
    expect(await (await ask('POST', '/do-not-call', { numbers: [NUMBER, '+4930901820'] })).json()).toEqual({ added: 1 });
    const first = await listed('?limit=2');
    expect([first.numbers.map(({ number }) => number), first.next]).toEqual([[NUMBER, OTHER], OTHER]);
    expect((await listed(`?limit=2&after=${encodeURIComponent(OTHER)}`)).numbers.map(({ number }) => number)).toEqual(['+4930901820']);
    expect(await (await ask('GET', `/do-not-call/${encodeURIComponent(NUMBER)}`)).json()).toMatchObject({ number: NUMBER });
  });

  it('takes all of them or none', async () => {
    const problem = await refused(await ask('POST', '/do-not-call', { numbers: [NUMBER, 'nobody', '112'] }), 422, 'invalid_phone_number');
    expect(problem.errors?.map(({ field, code }) => [field, code])).toEqual([['numbers.1', 'invalid_phone_number'], ['numbers.2', 'emergency_number']]);
    expect(await numbers()).toEqual([]);
  });

  it('has its numbers refused, in a fax and in a batch, until they are taken off', async () => {
    await ask('POST', '/do-not-call', { numbers: [NUMBER] });
    expect((await refused(await send(NUMBER), 422, 'do_not_call')).errors).toMatchObject([{ field: 'phoneNumber', code: 'do_not_call' }]);
    expect((await refused(await sendMany([OTHER, NUMBER]), 422, 'do_not_call')).errors).toMatchObject([{ field: 'recipients.1' }]);
    expect((await send(OTHER)).status).toBe(202);
    expect((await ask('DELETE', `/do-not-call/${encodeURIComponent(NUMBER)}`)).status).toBe(204);
    await refused(await ask('DELETE', `/do-not-call/${encodeURIComponent(NUMBER)}`), 404, 'do_not_call_not_found');
    expect((await send(NUMBER)).status).toBe(202);
  });

  it('is its own', async () => {
    await ask('POST', '/do-not-call', { numbers: [NUMBER] });
    const other: Tenant = await bench.otherTenant();
    const key = await bench.keyOf(other, 'live');
    expect((await listed('', key)).numbers).toEqual([]);
    expect((await send(NUMBER, key)).status).toBe(202);
  });

  it('stands in the audit log with every change', async () => {
    await ask('POST', '/do-not-call', { numbers: [NUMBER] });
    await ask('DELETE', `/do-not-call/${encodeURIComponent(NUMBER)}`);
    const { events } = (await (await ask('GET', '/audit?limit=2')).json()) as { events: { action: string; object: string }[] };
    expect(events.map(({ action, object }) => [action, object])).toEqual([['removeDoNotCall', NUMBER], ['addDoNotCall', NUMBER]]);
  });
});

describe('a number', () => {
  it.each([['112', 'emergency_number'], ['911', 'emergency_number'], ['+19115550143', 'emergency_number'], ['+19005550143', 'premium_number'], ['+5378325555', 'country_blocked'], ['+15550001111', 'invalid_phone_number']])(
    '%s is refused with %s, by every tenant\'s every key', async (number, code) => {
      await refused(await send(number), 422, code);
      await refused(await send(number, bench.key), 422, code);
    });

  it('of a country that the tenant blocks is refused', async () => {
    const tenant = await bench.otherTenant();
    const key = await bench.keyOf(tenant, 'live');
    expect((await ask('PUT', '/tenant', { settings: { blockedCountries: ['DE'] } }, key)).status).toBe(200);
    expect((await refused(await send('+4930901820', key), 422, 'country_blocked')).errors).toMatchObject([{ field: 'phoneNumber' }]);
    expect((await send('+4930901820')).status).toBe(202);
  });
});
