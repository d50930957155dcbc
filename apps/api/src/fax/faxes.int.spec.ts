import { AttemptBody, AttemptListBody, FaxBody, Problem } from '@faxwire/contracts';
import { FULL_SETTINGS, type FaxCommand } from '@faxwire/fax';
import { form, openBench, page, type ApiBench } from '../api-bench.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

async function sent(key?: string): Promise<FaxBody> {
  const response = await bench.fetch('/fax', { method: 'POST', body: form({ phoneNumber: '+19995550100', document: page() }), ...(key && { key }) });
  return FaxBody.parse(await response.json());
}

async function worker(faxId: string, ...commands: FaxCommand[]): Promise<void> {
  for (const command of commands) expect(await bench.faxLog.execute(faxId, command)).toMatchObject({ ok: true });
}

const RENDERED: FaxCommand = {
  type: 'RecordRendering', pages: { sha256: 'a'.repeat(64), pageCount: 2, widthPx: 1728, bytes: 900, pageSha256: ['b', 'c'], renderMs: 5 },
};
const ATTEMPT: FaxCommand = { type: 'InitiateAttempt', number: 1, trunk: 'sandbox', callerNumber: '+12025550199', fromPage: 0, settings: FULL_SETTINGS };

async function failed(faxId: string): Promise<void> {
  await worker(faxId, RENDERED, ATTEMPT);
  const { attemptId, token } = (await bench.faxLog.load(faxId)).attempts[0] ?? { attemptId: '', token: 0 };
  const negotiation = { bitRate: 9600, ecm: true, compression: 'MMR', resolution: 'fine', remoteStationId: 'Dr Miller' };
  await worker(
    faxId,
    { type: 'RecordRinging', attemptId, token, sipStatus: 180 },
    { type: 'RecordAnswer', attemptId, token, sipCallId: 'call' },
    { type: 'RecordNegotiation', attemptId, token, negotiation },
    { type: 'RecordPage', attemptId, token, page: { page: 0, bitRate: 9600, badRows: 3, bytes: 400 } },
    { type: 'RecordAttemptFailure', attemptId, token, jitter: 0, failure: { cause: 'dropped_mid_page', detail: 'BYE in page 2', sipStatus: 200, t30Code: 49 } },
    { type: 'CloseAsFailed', cause: 'dropped_mid_page' },
  );
}

async function refused(response: Response, status: number, code: string): Promise<Problem> {
  const problem = Problem.parse(await response.json());
  expect([response.status, problem.status, problem.code]).toEqual([status, status, code]);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(response.headers.get('x-request-id')).toBe(problem.requestId);
  return problem;
}

describe('a fax', () => {
  it('is shown as its events tell it', async () => {
    const fax = await sent();
    const response = await bench.fetch(`/fax/${fax.faxId}`);
    expect(response.status).toBe(200);
    expect(FaxBody.parse(await response.json())).toEqual(fax);
    expect((await bench.fetch(`/fax/${fax.faxId.toUpperCase()}`)).status).toBe(200);
  });

  it('is unknown to another tenant, whatever is asked of it, and nothing happens to it', async () => {
    const { faxId } = await sent();
    const key = await bench.keyOf(await bench.otherTenant());
    const asked: [string, string][] = [
      ['GET', ''], ['DELETE', ''], ['PUT', '/hold'], ['PUT', '/revive'], ['PUT', '/retry'], ['GET', '/attempts'], ['GET', `/attempts/att_${faxId}_1`], ['GET', '/events'],
    ];
    for (const [method, path] of asked) await refused(await bench.fetch(`/fax/${faxId}${path}`, { method, key }), 404, 'fax_not_found');
    expect((await bench.faxLog.load(faxId)).version).toBe(1);
  });

  it('is not found under an id that is none', async () => {
    for (const id of ['3fa85f64-5717-4562-b3fc-2c963f66afa6', 'webhook', '1', '..%2f..']) await refused(await bench.fetch(`/fax/${id}`), 404, 'fax_not_found');
  });

  it('is held and revived, and its lifecycle is woken each time', async () => {
    const { faxId } = await sent();
    bench.nudged.length = 0;
    expect(await (await bench.fetch(`/fax/${faxId}/hold`, { method: 'PUT' })).json()).toMatchObject({ faxStatus: 'FaxHeld' });
    expect((await refused(await bench.fetch(`/fax/${faxId}/hold`, { method: 'PUT' }), 409, 'fax_hold_not_allowed')).faxStatus).toBe('FaxHeld');
    expect(await (await bench.fetch(`/fax/${faxId}/revive`, { method: 'PUT' })).json()).toMatchObject({ faxStatus: 'FaxReceived' });
    expect((await refused(await bench.fetch(`/fax/${faxId}/revive`, { method: 'PUT' }), 409, 'fax_revive_not_allowed')).faxStatus).toBe('FaxReceived');
    expect(bench.nudged).toEqual([faxId, faxId]);
  });

  it('is stopped before its first attempt, and not after', async () => {
    const { faxId } = await sent();
    const response = await bench.fetch(`/fax/${faxId}`, { method: 'DELETE' });
    expect([response.status, FaxBody.parse(await response.json()).faxStatus]).toEqual([202, 'FaxReceivedForCancel']);
    const other = await sent();
    await worker(other.faxId, RENDERED, ATTEMPT);
    expect((await refused(await bench.fetch(`/fax/${other.faxId}`, { method: 'DELETE' }), 409, 'fax_stop_not_allowed')).faxStatus).toBe('FaxAttemptInitiated');
  });

  it('is retried once it has failed, and shows why it failed', async () => {
    const { faxId } = await sent();
    await refused(await bench.fetch(`/fax/${faxId}/retry`, { method: 'PUT' }), 409, 'fax_retry_not_allowed');
    await failed(faxId);
    expect(FaxBody.parse(await (await bench.fetch(`/fax/${faxId}`)).json())).toMatchObject({
      faxStatus: 'FaxFailed', failedCause: 'dropped_mid_page', failedReason: 'The call was cut off during the transmission.', pageCount: 2, pagesConfirmed: 1, attemptCount: 1,
    });
    const retried = FaxBody.parse(await (await bench.fetch(`/fax/${faxId}/retry`, { method: 'PUT' })).json());
    expect(retried.faxStatus).toBe('FaxRetry');
    expect(retried).not.toHaveProperty('failedReason');
  });

  it('is either held or dialled when both are wanted at once, and the answer says which', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { faxId } = await sent();
      await worker(faxId, RENDERED);
      const [attempt, response] = await Promise.all([bench.faxLog.execute(faxId, ATTEMPT), bench.fetch(`/fax/${faxId}/hold`, { method: 'PUT' })]);
      expect([attempt.ok, response.status]).toEqual(attempt.ok ? [true, 409] : [false, 200]);
      expect((await bench.faxLog.load(faxId)).status).toBe(attempt.ok ? 'FaxAttemptInitiated' : 'FaxHeld');
      await response.body?.cancel();
    }
  });

  it('is either held or stopped last when both come at once, never neither', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { faxId } = await sent();
      const [hold, stop] = await Promise.all([bench.fetch(`/fax/${faxId}/hold`, { method: 'PUT' }), bench.fetch(`/fax/${faxId}`, { method: 'DELETE' })]);
      expect(stop.status).toBe(202);
      expect([200, 409]).toContain(hold.status);
      expect((await bench.faxLog.load(faxId)).phase).toBe('cancelling');
      await Promise.all([hold.body?.cancel(), stop.body?.cancel()]);
    }
  });
});

describe('the attempts of a fax', () => {
  it('are listed with what was agreed and how they ended, and without the worker\'s token', async () => {
    const { faxId } = await sent();
    expect(await (await bench.fetch(`/fax/${faxId}/attempts`)).json()).toEqual({ faxId, attempts: [] });
    await failed(faxId);
    const text = await (await bench.fetch(`/fax/${faxId}/attempts`)).text();
    const { attempts } = AttemptListBody.parse(JSON.parse(text));
    expect(attempts).toMatchObject([{
      attemptId: `att_${faxId}_1`, number: 1, manual: false, status: 'failed', trunk: 'sandbox', fromPage: 0, pagesConfirmed: 1, badRows: 3, bitRate: 9600, ecm: true,
      compression: 'MMR', remoteStationId: 'Dr Miller', cause: 'dropped_mid_page', reason: 'The call was cut off during the transmission.', sipStatus: 200, t30Code: 49,
    }]);
    expect(text).not.toContain('token');
    const one = await bench.fetch(`/fax/${faxId}/attempts/att_${faxId}_1`);
    expect(AttemptBody.parse(await one.json())).toEqual(attempts[0]);
  });

  it('say how, what was stepped down to, and when the next one is due', async () => {
    const { faxId } = await sent();
    const slower = { ...FULL_SETTINGS, maxBitRate: 9_600 as const, v17: false };
    await worker(faxId, RENDERED, { ...ATTEMPT, settings: slower });
    const show = async () => AttemptListBody.parse(await (await bench.fetch(`/fax/${faxId}/attempts`)).json()).attempts[0];
    expect(await show()).toMatchObject({ mode: 'T38', steppedDown: ['bitRate', 'v17'], status: 'open' });
    expect(await show()).not.toHaveProperty('nextAttemptOn');
    const { attemptId = '', token = 0 } = (await bench.faxLog.load(faxId)).attempts[0] ?? {};
    await worker(faxId, { type: 'RecordAttemptFailure', attemptId, token, jitter: 0, failure: { cause: 'busy', detail: '486', sipStatus: 486 } });
    const { nextAttemptOn, endedOn } = (await show()) ?? {};
    // The first wait after a busy line is a minute.
    expect(Date.parse(nextAttemptOn ?? '') - Date.parse(endedOn ?? '')).toBe(60_000);
    await worker(faxId, { type: 'CloseAsFailed', cause: 'busy' });
    expect(await show()).not.toHaveProperty('nextAttemptOn');
  });

  it('are not found under another id', async () => {
    const { faxId } = await sent();
    await refused(await bench.fetch(`/fax/${faxId}/attempts/att_${faxId}_1`), 404, 'attempt_not_found');
  });
});

describe('a command', () => {
  it('takes no body and no query', async () => {
    const { faxId } = await sent();
    const headers = { 'content-type': 'application/json' };
    await refused(await bench.fetch(`/fax/${faxId}/hold`, { method: 'PUT', headers, body: '{"reason":"x"}' }), 400, 'unknown_field');
    await refused(await bench.fetch(`/fax/${faxId}/hold?force=1`, { method: 'PUT' }), 400, 'unknown_parameter');
    expect((await bench.fetch(`/fax/${faxId}/hold`, { method: 'PUT', headers, body: '{}' })).status).toBe(200);
  });
});
