import { randomUUID } from 'node:crypto';
import { FaxBody, type CallingHours } from '@faxwire/contracts';
import { FULL_SETTINGS, phoneNumber, type FaxCommand } from '@faxwire/fax';
import type { Tenant } from '@faxwire/tenancy';
import { openBench, type ApiBench } from '../api-bench.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const BERLIN = phoneNumber('+4930901820');

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

async function newTenant(): Promise<Tenant & { readonly key: string }> {
  const tenant = await bench.otherTenant();
  return { ...tenant, key: await bench.keyOf(tenant, 'live') };
}

const put = (key: string, callingHours: unknown): Promise<Response> =>
  bench.fetch('/tenant', { key, method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ settings: { callingHours } }) });

/** Rendered, and about to be dialled. */
async function faxOf(tenantId: string, number = BERLIN): Promise<string> {
  const faxId = randomUUID();
  const document = { sha256: 'd'.repeat(64), mediaType: 'text/plain', bytes: 5 };
  await bench.faxLog.execute(faxId, {
    type: 'ReceiveFax', fax: { faxId, tenantId, mode: 'live', phoneNumber: number, document, resolution: 'fine', metadata: {}, requestHash: 'r' },
  });
  await execute(faxId, { type: 'RecordRendering', pages: { sha256: 'a'.repeat(64), pageCount: 2, widthPx: 1728, bytes: 900, pageSha256: ['b', 'c'], renderMs: 5 } });
  return faxId;
}

async function execute(faxId: string, command: FaxCommand): Promise<void> {
  expect(await bench.faxLog.execute(faxId, command)).toMatchObject({ ok: true });
}

async function busy(faxId: string): Promise<void> {
  await execute(faxId, { type: 'InitiateAttempt', number: 1, trunk: 'carrier', callerNumber: '', fromPage: 0, settings: FULL_SETTINGS });
  const { attemptId = '', token = 0 } = (await bench.faxLog.load(faxId)).attempts[0] ?? {};
  await execute(faxId, { type: 'RecordAttemptFailure', attemptId, token, jitter: 0, failure: { cause: 'busy', detail: '486', sipStatus: 486 } });
}

const shown = async (faxId: string, key: string): Promise<FaxBody> => FaxBody.parse(await (await bench.fetch(`/fax/${faxId}`, { key })).json());
const attemptsOf = async (faxId: string, key: string) => ((await (await bench.fetch(`/fax/${faxId}/attempts`, { key })).json()) as { attempts: { nextAttemptOn?: string }[] }).attempts;

/** Open in two hours for one; in a zone without summer time. */
function soon(): CallingHours {
  const at = (ms: number): string => new Date(Date.now() + ms).toISOString().slice(11, 16);
  return { from: at(2 * HOUR), until: at(3 * HOUR), days: [1, 2, 3, 4, 5, 6, 7], timeZone: 'Etc/UTC' };
}

/** The minute at which they open next. */
function opening({ from }: CallingHours): string {
  const today = Date.parse(`${new Date().toISOString().slice(0, 10)}T${from}:00Z`);
  return new Date(today > Date.now() ? today : today + 24 * HOUR).toISOString();
}

describe('calling hours', () => {
  it('are set, read, kept when other settings change, and taken away', async () => {
    const { key } = await newTenant();
    const read = async () => ((await (await bench.fetch('/tenant', { key })).json()) as { settings: Record<string, unknown> }).settings['callingHours'];
    expect(await read()).toBeNull();
    expect(await (await put(key, { from: '08:00', until: '20:30' })).json()).toMatchObject({ settings: { callingHours: { from: '08:00', until: '20:30', days: [1, 2, 3, 4, 5, 6, 7], timeZone: null } } });
    await bench.fetch('/tenant', { key, method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"settings":{"archiveAfterDays":7}}' });
    expect(await read()).toMatchObject({ from: '08:00', until: '20:30' });
    expect((await put(key, null)).status).toBe(200);
    expect(await read()).toBeNull();
  });

  it.each([
    ['no hour', 'invalid_field', { from: '24:00', until: '20:00' }], ['no minutes', 'invalid_field', { from: '8', until: '20:00' }],
    ['no end', 'missing_field', { from: '08:00' }], ['no length', 'invalid_field', { from: '08:00', until: '08:00' }],
    ['no day', 'invalid_field', { from: '08:00', until: '20:00', days: [] }], ['an eighth day', 'invalid_field', { from: '08:00', until: '20:00', days: [8] }],
    ['a zone that is none', 'invalid_field', { from: '08:00', until: '20:00', timeZone: 'Mars/Olympus' }],
    ['something unknown', 'unknown_field', { from: '08:00', until: '20:00', holidays: true }], ['no object', 'invalid_field', '08:00-20:00'],
  ])('with %s are refused with %s, and nothing changes', async (_, code, hours) => {
    const { key } = await newTenant();
    const answer = await put(key, hours);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, code]);
    expect(await (await bench.fetch('/tenant', { key })).json()).toMatchObject({ settings: { callingHours: null } });
  });

  it('are when a fax is said to be dialled, first and again; those of one tenant are nobody else\'s', async () => {
    const [one, other] = [await newTenant(), await newTenant()];
    const hours = soon();
    await put(one.key, hours);
    const [first, again, others] = [await faxOf(one.id), await faxOf(one.id), await faxOf(other.id)];
    await Promise.all([busy(again), busy(others)]);
    expect(await shown(first, one.key)).toMatchObject({ nextAttemptOn: opening(hours), waitsFor: 'calling_hours' });
    expect(await shown(again, one.key)).toMatchObject({ nextAttemptOn: opening(hours), waitsFor: 'calling_hours' });
    expect(await attemptsOf(again, one.key)).toMatchObject([{ nextAttemptOn: opening(hours) }]);
    const ordinary = await shown(others, other.key);
    expect(ordinary.waitsFor).toBe('retry');
    expect(Date.parse(ordinary.nextAttemptOn ?? '') - Date.now()).toBeLessThanOrEqual(MINUTE);
    await put(one.key, null);
    expect((await shown(first, one.key)).nextAttemptOn).toBeUndefined();
  });
});

describe('a number whose last calls voices have answered', () => {
  it('is shown to rest, to every tenant, until a machine answers', async () => {
    const [one, other] = [await newTenant(), await newTenant()];
    const number = phoneNumber('+4930901821');
    const [faxId, others] = [await faxOf(one.id, number), await faxOf(other.id, number)];
    await bench.voices.hear(number);
    expect(await shown(faxId, one.key)).not.toHaveProperty('waitsFor');
    await bench.voices.hear(number);
    for (const fax of [await shown(faxId, one.key), await shown(others, other.key)]) {
      expect(fax.waitsFor).toBe('number_at_rest');
      expect(Math.abs(Date.parse(fax.nextAttemptOn ?? '') - Date.now() - 4 * HOUR)).toBeLessThan(MINUTE);
    }
    await bench.voices.forget(number);
    expect(await shown(faxId, one.key)).not.toHaveProperty('waitsFor');
  });
});
