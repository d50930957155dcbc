import { Webhook } from 'standardwebhooks';
import { CreatedWebhookEndpointBody, Problem, type MissedEventListBody, type WebhookDeliveryBody, type WebhookDeliveryListBody } from '@faxwire/contracts';
import { claimDeliveries, insertDeliveries, settleDelivery, type Settlement } from '@faxwire/deliveries';
import { Receiver, answering } from '@faxwire/testing';
import type { Tenant } from '@faxwire/tenancy';
import { openBench, type ApiBench } from '../api-bench.ts';

const PATH = '/fax/webhook/endpoints';
const START = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;
const FAX = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openBench({ parts: () => ({ checkWebhookUrl: () => ({ ok: true }) }) });
});
afterAll(() => bench.close());

interface Client {
  readonly tenant: Tenant;
  readonly key: string;
}

async function client(): Promise<Client> {
  const tenant = await bench.otherTenant();
  return { tenant, key: await bench.keyOf(tenant) };
}

async function call<Answer>({ key }: Client, method: string, path: string, body?: unknown): Promise<{ status: number; body: Answer }> {
  const init = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await bench.fetch(PATH + path, { method, key, ...init });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Answer };
}

async function endpoint(by: Client, settings: object = {}): Promise<CreatedWebhookEndpointBody> {
  const { status, body } = await call(by, 'POST', '', { url: 'https://example.com/hook', ...settings });
  expect(status).toBe(201);
  return CreatedWebhookEndpointBody.parse(body);
}

const refused = async (answer: Promise<{ status: number; body: unknown }>, status: number, code: string) => {
  const { status: got, body } = await answer;
  expect([got, Problem.parse(body).code]).toEqual([status, code]);
};

/** One delivery a minute, each settled as it is told. */
async function deliveries({ tenant }: Client, endpointId: string, ends: readonly (Settlement | undefined)[]): Promise<void> {
  const { pool } = bench.database;
  for (const [index, settlement] of ends.entries()) {
    const now = START + index * MINUTE;
    const delivery = {
      eventId: `evt_${FAX}_${index + 1}`, tenantId: tenant.id, faxId: FAX, sequence: index + 1, eventType: 'FaxSent', body: `{"n":${index + 1}}`, traceParent: undefined,
      endpointIds: [endpointId],
    };
    await insertDeliveries(pool, delivery, { now, delayMs: 0 });
    if (!settlement) continue;
    const claimed = await claimDeliveries(pool, { now, leaseMs: 1_000, limit: 1, perEndpoint: 1, slots: {}, maxAttempts: 9 });
    const status = settlement.state === 'delivered' ? 204 : 500;
    const outcome = { status, durationMs: 7, response: 'ok?', request: { url: 'https://example.com/hook', headers: { 'webhook-id': delivery.eventId } } };
    for (const claim of claimed) await settleDelivery(pool, claim, { outcome, settlement, now });
  }
}

const DELIVERED: Settlement = { state: 'delivered' };
const FAILED: Settlement = { state: 'failed', reason: 'http_500' };

const list = async (by: Client, endpointId: string, query = '') => (await call<WebhookDeliveryListBody>(by, 'GET', `/${endpointId}/deliveries${query}`)).body;
const missed = async (by: Client, endpointId: string) => (await call<MissedEventListBody>(by, 'GET', `/${endpointId}/missed-events`)).body.missedEvents;

describe('the deliveries of an endpoint', () => {
  it('are listed with what was sent, every attempt and its answer', async () => {
    const by = await client();
    const { id } = await endpoint(by);
    await deliveries(by, id, [FAILED]);
    const { deliveries: [only] } = await list(by, id);
    expect(only).toEqual({
      id: `evt_${FAX}_1`, endpointId: id, eventType: 'FaxSent', faxId: FAX, state: 'failed', reason: 'http_500', createdOn: '2026-03-01T12:00:00.000Z',
      finishedOn: '2026-03-01T12:00:00.000Z', body: '{"n":1}',
      attempts: [{
        number: 1, startedOn: '2026-03-01T12:00:00.000Z', durationMs: 7, status: 500, reason: 'http_500', answer: 'ok?',
        request: { url: 'https://example.com/hook', headers: { 'webhook-id': `evt_${FAX}_1` } },
      }],
    });
    expect((await call(by, 'GET', `/${id}/deliveries/evt_${FAX}_1`)).body).toEqual(only);
    await refused(call(by, 'GET', `/${id}/deliveries/evt_${FAX}_2`), 404, 'webhook_delivery_not_found');
  });

  it('are found by state, type, fax and time, and read page by page', async () => {
    const by = await client();
    const { id } = await endpoint(by);
    await deliveries(by, id, [DELIVERED, FAILED, DELIVERED, undefined]);
    const found = async (query: string) => (await list(by, id, query)).deliveries.map(({ id: name }) => Number(name.split('_')[2]));
    expect(await found('')).toEqual([4, 3, 2, 1]);
    expect(await found('?state=delivered')).toEqual([3, 1]);
    expect(await found('?state=pending')).toEqual([4]);
    expect(await found('?eventType=FaxFailed')).toEqual([]);
    expect(await found(`?faxId=${FAX}`)).toHaveLength(4);
    expect(await found('?from=2026-03-01T12:01:00Z&to=2026-03-01T12:03:00Z')).toEqual([3, 2]);
    const pages: number[][] = [];
    for (let after = ''; ;) {
      const { deliveries: page, next } = await list(by, id, `?limit=3${after}`);
      pages.push(page.map(({ id: name }) => Number(name.split('_')[2])));
      if (next === undefined) break;
      after = `&after=${next}`;
    }
    expect(pages).toEqual([[4, 3, 2], [1]]);
    for (const query of ['?after=x', '?limit=0', '?limit=101', '?from=yesterday', '?eventType=Nothing']) {
      await refused(call(by, 'GET', `/${id}/deliveries${query}`), 400, 'invalid_parameter');
    }
  });

  it('are nobody else\'s', async () => {
    const [by, other] = [await client(), await client()];
    const { id } = await endpoint(by);
    await deliveries(by, id, [FAILED]);
    for (const [method, path, body] of [
      ['GET', '/deliveries'], ['GET', `/deliveries/evt_${FAX}_1`], ['POST', `/deliveries/evt_${FAX}_1/resend`], ['POST', '/resend', { missed: true }], ['GET', '/missed-events'],
      ['POST', '/missed-events/acknowledge', { ids: [`evt_${FAX}_1`] }],
    ] as const) await refused(call(other, method, `/${id}${path}`, body), 404, 'webhook_endpoint_not_found');
    expect(await missed(by, id)).toHaveLength(1);
  });
});

describe('a delivery', () => {
  it('that was given up is sent again under the same id, with its history and a whole schedule', async () => {
    const by = await client();
    const { id } = await endpoint(by);
    await deliveries(by, id, [FAILED]);
    expect(await call(by, 'POST', `/${id}/deliveries/evt_${FAX}_1/resend`)).toEqual({ status: 202, body: { resent: 1, more: false } });
    const { deliveries: [again] } = await list(by, id);
    expect([again?.state, again?.attempts.length]).toEqual(['pending', 1]);
    const order = { now: Date.now() + MINUTE, leaseMs: 1_000, limit: 9, perEndpoint: 9, slots: {}, maxAttempts: 9 };
    const claimed = (await claimDeliveries(bench.database.pool, order)).filter(({ endpointId }) => endpointId === id);
    expect(claimed).toMatchObject([{ eventId: `evt_${FAX}_1`, attempt: 1 }]);
    // Under way: its worker has it.
    await refused(call(by, 'POST', `/${id}/deliveries/evt_${FAX}_1/resend`), 409, 'webhook_delivery_not_resendable');
    expect((await call<WebhookDeliveryBody>(by, 'GET', `/${id}/deliveries/evt_${FAX}_1`)).body.attempts.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('is not sent again to a disabled endpoint', async () => {
    const by = await client();
    const { id } = await endpoint(by);
    await deliveries(by, id, [FAILED]);
    await call(by, 'PUT', `/${id}/disable`);
    await refused(call(by, 'POST', `/${id}/deliveries/evt_${FAX}_1/resend`), 409, 'webhook_endpoint_is_disabled');
    await refused(call(by, 'POST', `/${id}/resend`, { missed: true }), 409, 'webhook_endpoint_is_disabled');
    await call(by, 'PUT', `/${id}/enable`);
    expect((await call(by, 'POST', `/${id}/resend`, { missed: true })).body).toEqual({ resent: 1, more: false });
  });
});

describe('a range of time', () => {
  it('is sent again: what was finished in it, and nothing else', async () => {
    const by = await client();
    const { id } = await endpoint(by);
    await deliveries(by, id, [DELIVERED, FAILED, DELIVERED]);
    const range = { from: '2026-03-01T12:01:00Z', to: '2026-03-01T14:03:00+01:00' };
    expect(await call(by, 'POST', `/${id}/resend`, range)).toEqual({ status: 202, body: { resent: 2, more: false } });
    expect((await list(by, id)).deliveries.map(({ state }) => state)).toEqual(['pending', 'pending', 'delivered']);
    expect((await call(by, 'POST', `/${id}/resend`, range)).body).toEqual({ resent: 0, more: false });
  });

  it('has a beginning before its end, or is what was missed', async () => {
    const by = await client();
    const { id } = await endpoint(by);
    const [early, late] = ['2026-03-01T12:00:00Z', '2026-03-01T13:00:00Z'];
    for (const wish of [{}, { from: early }, { to: late }, { from: late, to: early }, { missed: true, from: early, to: late }, { missed: false }]) {
      await refused(call(by, 'POST', `/${id}/resend`, wish), 400, 'invalid_field');
    }
  });
});

describe('a missed event', () => {
  it('is one that was given up, until it is acknowledged or resent', async () => {
    const by = await client();
    const { id } = await endpoint(by);
    await deliveries(by, id, [FAILED, DELIVERED, FAILED, FAILED]);
    expect((await missed(by, id))[0]).toEqual({
      id: `evt_${FAX}_1`, eventName: 'FaxSent', subscriptionId: id, eventPayload: '{"n":1}', failurePayload: 'Http error: StatusCode: 500, Message: ok?', faxId: FAX,
      occurredOn: '2026-03-01T12:00:00.000Z', failedOn: '2026-03-01T12:00:00.000Z', attempts: 1, reason: 'http_500',
    });
    const numbers = async () => (await missed(by, id)).map(({ id: name }) => Number(name.split('_')[2]));
    expect(await numbers()).toEqual([1, 3, 4]);
    const ids = [`evt_${FAX}_1`, `evt_${FAX}_2`, 'unknown'];
    expect((await call(by, 'POST', `/${id}/missed-events/acknowledge`, { ids })).body).toEqual({ acknowledged: 1 });
    expect((await call(by, 'POST', `/${id}/missed-events/acknowledge`, { ids })).body).toEqual({ acknowledged: 0 });
    expect(await numbers()).toEqual([3, 4]);
    await call(by, 'POST', `/${id}/deliveries/evt_${FAX}_3/resend`);
    expect(await numbers()).toEqual([4]);
    expect((await call(by, 'POST', `/${id}/resend`, { missed: true })).body).toEqual({ resent: 1, more: false });
    expect(await numbers()).toEqual([]);
    await refused(call(by, 'POST', `/${id}/missed-events/acknowledge`, { ids: [] }), 400, 'invalid_field');
  });
});

describe('a test', () => {
  it('sends a signed ping with the endpoint\'s own headers and says what came of it', async () => {
    const by = await client();
    const receiver = await Receiver.start(answering(202, {}, 'thanks'));
    try {
      const { id, secret = '' } = await endpoint(by, { url: receiver.url, headers: { Authorization: 'Bearer receiver-key-0123456789' } });
      const { status, body } = await call(by, 'POST', `/${id}/test`);
      expect([status, body]).toEqual([200, { delivered: true, webhookId: expect.stringMatching(/^png_/), status: 202, durationMs: expect.any(Number), answer: 'thanks' }]);
      const [{ headers, body: sent } = { headers: {}, body: '' }] = receiver.received;
      expect(new Webhook(secret).verify(sent, headers)).toMatchObject({ type: 'ping', subject: id, data: { endpointId: id } });
      expect(headers).toMatchObject({ authorization: 'Bearer receiver-key-0123456789' });
      receiver.answer = answering(500);
      expect((await call(by, 'POST', `/${id}/test`)).body).toMatchObject({ delivered: false, status: 500 });
      expect((await list(by, id)).deliveries).toEqual([]);
    } finally {
      await receiver.stop();
    }
  });

  it('is one at a time for a tenant', async () => {
    const by = await client();
    let release: () => void = () => undefined;
    const reached = new Promise<void>((arrived) => {
      release = arrived;
    });
    const receiver = await Receiver.start(() => release());
    try {
      const { id } = await endpoint(by, { url: receiver.url });
      const first = call(by, 'POST', `/${id}/test`);
      await reached;
      await refused(call(by, 'POST', `/${id}/test`), 429, 'too_many_tests');
      await receiver.stop();
      expect((await first).body).toMatchObject({ delivered: false, error: 'connection_reset' });
    } finally {
      await receiver.stop().catch(() => undefined);
    }
  });

  it('of an address that is not public says so', async () => {
    const by = await client();
    const { id } = await endpoint(by, { url: 'https://10.0.0.1/' });
    expect((await call(by, 'POST', `/${id}/test`)).body).toMatchObject({ delivered: false, error: 'webhook_address_forbidden' });
  });
});
