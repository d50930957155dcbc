import { FaxBatchAccepted, FaxBatchBody, Problem } from '@faxwire/contracts';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';

const MANY = 1_000;
const numbers = (count: number): string[] => Array.from({ length: count }, (_, n) => `+1202${String(5_550_000 + n)}`);

let bench: ApiBench;
let live: string;
beforeAll(async () => {
  bench = await openBench();
  live = await bench.keyOf(bench.tenant, 'live');
});
afterAll(() => bench.close());
afterEach(async () => expect(await bench.leftovers()).toEqual([]));

const send = (recipients: unknown, parts: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> =>
  bench.fetch('/fax/batch', { method: 'POST', key: live, headers, body: form({ recipients: JSON.stringify(recipients), document: page(), ...parts }) });

async function accepted(response: Response): Promise<FaxBatchAccepted> {
  const body: unknown = await response.json();
  expect([response.status, body]).toEqual([202, expect.objectContaining({ batchId: expect.any(String) as string })]);
  return FaxBatchAccepted.parse(body);
}

async function refused(response: Response, status: number, code: string): Promise<Problem> {
  const problem = Problem.parse(await response.json());
  expect([response.status, problem.code]).toEqual([status, code]);
  return problem;
}

const faxCount = (): Promise<number> => bench.faxLog.summaries.count();

describe('a batch', () => {
  it('is a fax for each recipient, in their order, with the metadata of both', async () => {
    const batch = await accepted(await send(['+1 (202) 555-0123', { phoneNumber: '202-555-0124', metadata: { patient: '2', ward: 'C' } }], { metadata: '{"ward":"B"}', batchId: 'spring' }));
    expect(batch).toMatchObject({ batchId: 'spring', faxes: [{ phoneNumber: '+12025550123' }, { phoneNumber: '+12025550124' }] });
    const faxes = await Promise.all(batch.faxes.map(({ faxId }) => bench.faxLog.load(faxId)));
    expect(faxes.map(({ phoneNumber, metadata, batchId }) => ({ phoneNumber, metadata, batchId }))).toEqual([
      { phoneNumber: '+12025550123', metadata: { ward: 'B' }, batchId: 'spring' },
      { phoneNumber: '+12025550124', metadata: { ward: 'C', patient: '2' }, batchId: 'spring' },
    ]);
    for (const { faxId } of batch.faxes) expect(bench.nudged).toContain(faxId);
  });

  it('may have a thousand recipients, and says where they stand', async () => {
    const response = await send(numbers(MANY));
    const { batchId, faxes } = await accepted(response);
    expect(faxes).toHaveLength(MANY);
    const [first] = faxes;
    await bench.fetch(`/fax/${first?.faxId}/hold`, { method: 'PUT', key: live });
    const status = await bench.fetch(response.headers.get('location') ?? '', { key: live });
    expect(FaxBatchBody.parse(await status.json())).toEqual({ batchId, total: MANY, open: MANY, byStatus: { FaxReceived: MANY - 1, FaxHeld: 1 } });
    // A test key knows no live fax, and another tenant nothing of it.
    for (const key of [bench.key, await bench.keyOf(await bench.otherTenant(), 'live')]) await refused(await bench.fetch(`/fax/batch/${batchId}`, { key }), 404, 'batch_not_found');
  });

  it('is accepted as a whole or not at all, and the refusal names who is wrong', async () => {
    const before = await faxCount();
    const problem = await refused(await send(['+12025550123', 'abc', { phoneNumber: '1', metadata: {} }, '+19995550100']), 422, 'invalid_phone_number');
    expect(problem.errors?.map(({ field, code }) => [field, code])).toEqual([
      ['recipients.1', 'invalid_phone_number'], ['recipients.2', 'invalid_phone_number'], ['recipients.3', 'sandbox_number'],
    ]);
    expect((await refused(await send([{ phoneNumber: '+12025550124', metadata: { k: 'v'.repeat(501) } }]), 400, 'invalid_field')).errors?.[0]?.field).toBe('recipients.0.metadata.k');
    expect((await refused(await send(['+12025550123', '+1 202 555 0123']), 422, 'duplicate_recipient')).errors?.[0]?.field).toBe('recipients.1');
    await refused(await send(numbers(MANY + 1)), 400, 'invalid_field');
    await refused(await send([]), 400, 'invalid_field');
    await refused(await send('+12025550123'), 400, 'invalid_field');
    expect(await faxCount()).toBe(before);
  });

  it('is the same faxes when it is sent again with its Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'letters' };
    const first = await accepted(await send(numbers(5), {}, headers));
    const before = await faxCount();
    const again = await Promise.all(Array.from({ length: 10 }, () => send(numbers(5), {}, headers)));
    for (const response of again) {
      expect(response.headers.get('idempotent-replayed')).toBe('true');
      expect(await accepted(response)).toEqual(first);
    }
    expect(await faxCount()).toBe(before);
    await refused(await send(numbers(6), {}, headers), 409, 'idempotency_key_reused');
  });

  it('that comes many times at once is stored once', async () => {
    const before = await faxCount();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(numbers(20), {}, { 'idempotency-key': 'at once' })));
    const batches = await Promise.all(answers.map(accepted));
    expect(new Set(batches.map((batch) => JSON.stringify(batch))).size).toBe(1);
    expect(await faxCount()).toBe(before + 20);
  });
});
