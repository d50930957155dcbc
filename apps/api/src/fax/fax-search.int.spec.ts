import { randomUUID } from 'node:crypto';
import { FaxBody, FaxSearchBody, Problem } from '@faxwire/contracts';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';

const DAY = 24 * 3_600_000;

let bench: ApiBench;
let now = Date.now();
beforeAll(async () => {
  bench = await openBench({ parts: () => ({ now: () => now }) });
});
afterAll(() => bench.close());
afterEach(() => void (now = Date.now()));

async function sent(parts: Record<string, string> = {}): Promise<FaxBody> {
  const response = await bench.fetch('/fax', { method: 'POST', body: form({ phoneNumber: '+19995550100', document: page(), ...parts }) });
  return FaxBody.parse(await response.json());
}

const search = (body: object, key?: string): Promise<Response> =>
  bench.fetch('/fax/search', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), ...(key && { key }) });

async function found(body: object, key?: string): Promise<FaxSearchBody> {
  const response = await search(body, key);
  expect(response.status).toBe(200);
  return FaxSearchBody.parse(await response.json());
}

const ids = async (body: object): Promise<string[]> => (await found(body)).faxes.map(({ faxId }) => faxId);

async function refused(response: Response, status: number, code: string): Promise<Problem> {
  const problem = Problem.parse(await response.json());
  expect([response.status, problem.code]).toEqual([status, code]);
  return problem;
}

const failFax = async (faxId: string): Promise<void> => void (await bench.faxLog.execute(faxId, { type: 'CloseAsFailed', cause: 'document_broken' }));
const today = (): string => new Date().toISOString().slice(0, 10);

describe('searching', () => {
  it('takes ids separated by commas and as an array, and finds nothing for what is none', async () => {
    const [one, two] = [await sent(), await sent()];
    expect(await ids({ faxId: one.faxId })).toEqual([one.faxId]);
    expect(await ids({ faxId: ` ${one.faxId.toUpperCase()}, ${two.faxId},` })).toEqual([two.faxId, one.faxId]);
    expect(await ids({ faxId: [one.faxId, two.faxId, 'x', randomUUID()] })).toEqual([two.faxId, one.faxId]);
    expect(await ids({ faxId: 'x' })).toEqual([]);
    expect(await ids({ faxId: Array.from({ length: 500 }, () => randomUUID()) })).toEqual([]);
  });

  it('needs an id or a date, and says what it does not understand', async () => {
    expect((await refused(await search({ faxNumber: '+19995550100' }), 400, 'missing_field')).errors?.[0]?.field).toBe('faxId');
    await refused(await search({}), 400, 'missing_field');
    const wrong: [object, string][] = [
      [{ faxId: ',' }, 'faxId'], [{ faxId: Array.from({ length: 501 }, () => 'x') }, 'faxId'], [{ faxId: Array.from({ length: 501 }, () => 'x').join(',') }, 'faxId'],
      [{ faxSentDate: 'yesterday' }, 'faxSentDate'], [{ faxSentDate: today(), faxStatus: 'Sent' }, 'faxStatus'], [{ faxSentDate: today(), limit: 101 }, 'limit'],
      [{ faxSentDate: today(), after: 'x' }, 'after'], [{ faxSentDate: today(), after: `99999999999999999_${randomUUID()}` }, 'after'], [{ faxSentDate: today(), showFaxStatusChangeHistory: 'yes' }, 'showFaxStatusChangeHistory'],
    ];
    for (const [body, field] of wrong) expect((await refused(await search(body), 400, 'invalid_field')).errors?.[0]?.field).toBe(field);
    await refused(await search({ faxSentDate: today(), colour: 'red' }), 400, 'unknown_field');
    await refused(await search({ faxSentDate: today(), faxNumber: 'abc' }), 422, 'invalid_phone_number');
  });

  it('goes by the day or the moment on which a fax was handed in', async () => {
    const { faxId, createdOn } = await sent({ batchId: 'by-date' });
    const by = (body: object) => ids({ batchId: 'by-date', ...body });
    expect(await by({ faxSentDate: today() })).toEqual([faxId]);
    expect(await by({ faxSentDate: createdOn })).toEqual([faxId]);
    expect(await by({ faxSentDate: today(), faxSentDateTo: today() })).toEqual([faxId]);
    expect(await by({ faxSentDate: today(), faxSentDateTo: createdOn })).toEqual([]);
    expect(await by({ faxSentDate: new Date(Date.parse(createdOn) + 1).toISOString() })).toEqual([]);
    expect(await by({ faxSentDate: '2020-01-01', faxSentDateTo: '2020-12-31' })).toEqual([]);
  });

  it('goes by number in any notation, status, metadata and batch', async () => {
    const one = await sent({ phoneNumber: '+19995550131', batchId: 'spring', 'metadata[case]': '17' });
    const two = await sent({ phoneNumber: '+19995550131', batchId: 'spring' });
    await bench.fetch(`/fax/${two.faxId}/hold`, { method: 'PUT' });
    const faxSentDate = today();
    expect(await ids({ faxSentDate, faxNumber: '(999) 555-0131' })).toEqual([two.faxId, one.faxId]);
    expect(await ids({ faxSentDate, faxNumber: '(999) 555-0131', sort: 'oldest' })).toEqual([one.faxId, two.faxId]);
    expect(await ids({ faxSentDate, batchId: 'spring', faxStatus: 'FaxHeld' })).toEqual([two.faxId]);
    expect(await ids({ faxSentDate, batchId: 'spring', faxStatus: ['FaxHeld', 'FaxReceived'] })).toEqual([two.faxId, one.faxId]);
    expect(await ids({ faxSentDate, metadata: { case: '17' }, batchId: 'spring' })).toEqual([one.faxId]);
  });

  it('shows the changes of status where it is asked to', async () => {
    const { faxId } = await sent();
    for (const verb of ['hold', 'revive']) await bench.fetch(`/fax/${faxId}/${verb}`, { method: 'PUT' });
    const [fax] = (await found({ faxId, showFaxStatusChangeHistory: true })).faxes;
    expect(fax?.statusChangeHistory?.map(({ faxStatus }) => faxStatus)).toEqual(['FaxReceived', 'FaxHeld', 'FaxReceived']);
    expect((await found({ faxId })).faxes[0]).not.toHaveProperty('statusChangeHistory');
  });

  it('goes on where the page before ended', async () => {
    const all = [await sent({ batchId: 'pages' }), await sent({ batchId: 'pages' }), await sent({ batchId: 'pages' })].map(({ faxId }) => faxId);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await found({ faxSentDate: today(), batchId: 'pages', sort: 'oldest', limit: 2, ...(after !== undefined && { after }) });
      seen.push(...page.faxes.map(({ faxId }) => faxId));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(all);
  });

  it('finds no live fax with a test key, and nothing of another tenant', async () => {
    const live = await bench.keyOf(bench.tenant, 'live');
    const response = await bench.fetch('/fax', { method: 'POST', key: live, body: form({ phoneNumber: '+12025550123', document: page() }) });
    const { faxId } = FaxBody.parse(await response.json());
    expect((await found({ faxId }, live)).faxes).toHaveLength(1);
    expect((await found({ faxId })).faxes).toEqual([]);
    expect((await found({ faxId }, await bench.keyOf(await bench.otherTenant(), 'live'))).faxes).toEqual([]);
  });
});

describe('a fax that came to rest long ago', () => {
  it('is archived: no longer at hand, still found, with its history', async () => {
    const { faxId } = await sent();
    await failFax(faxId);
    now = Date.now() + 89 * DAY;
    expect((await bench.fetch(`/fax/${faxId}`)).status).toBe(200);
    expect((await found({ faxId })).faxes).toMatchObject([{ archived: false }]);
    now = Date.now() + 90 * DAY + 1_000;
    for (const [method, path] of [['GET', ''], ['PUT', '/retry'], ['DELETE', ''], ['GET', '/events']] as const) {
      expect((await refused(await bench.fetch(`/fax/${faxId}${path}`, { method }), 404, 'fax_archived')).faxStatus).toBe('FaxFailed');
    }
    expect((await bench.fetch(`/fax/${faxId}/attempts`)).status).toBe(200);
    const { faxes: [fax] } = await found({ faxId, showFaxStatusChangeHistory: true });
    expect(fax).toMatchObject({ archived: true, faxStatus: 'FaxFailed', statusChangeHistory: [{ faxStatus: 'FaxReceived' }, { faxStatus: 'FaxFailed' }] });
    // Another tenant is told nothing of it, not even that.
    await refused(await bench.fetch(`/fax/${faxId}`, { key: await bench.keyOf(await bench.otherTenant()) }), 404, 'fax_not_found');
  });

  it('is never archived while it is open', async () => {
    const { faxId } = await sent();
    await bench.fetch(`/fax/${faxId}/hold`, { method: 'PUT' });
    now = Date.now() + 400 * DAY;
    expect((await bench.fetch(`/fax/${faxId}`)).status).toBe(200);
  });
});

describe('erasing personal data', () => {
  it('is for faxes that came to their end, and leaves what happened', async () => {
    const { faxId } = await sent({ 'metadata[patient]': 'Miller', phoneNumber: '+19995550132' });
    const erase = () => bench.fetch(`/fax/${faxId}/personal-data`, { method: 'DELETE' });
    expect((await refused(await erase(), 409, 'fax_not_finished')).faxStatus).toBe('FaxReceived');
    await failFax(faxId);
    const first = await erase();
    const body = FaxBody.parse(await first.json());
    expect([first.status, body]).toEqual([200, expect.objectContaining({ phoneNumber: '', metadata: {}, faxStatus: 'FaxFailed', personalDataErasedOn: expect.any(String) as string })]);
    expect(FaxBody.parse(await (await erase()).json())).toEqual(body);
    expect((await found({ faxSentDate: today(), metadata: { patient: 'Miller' } })).faxes).toEqual([]);
    expect((await found({ faxSentDate: today(), faxNumber: '+19995550132' })).faxes).toEqual([]);
    expect((await found({ faxId })).faxes).toMatchObject([{ phoneNumber: '', faxStatus: 'FaxFailed' }]);
  });
});
