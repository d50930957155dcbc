import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { listenForDeliveries, WebhookSender } from '@faxwire/deliveries';
import { signedLinks } from '@faxwire/tenancy';
import { answering } from '@faxwire/testing';
import { SECRET, START, TENANT } from '../scene/scene.ts';
import { LEASE_MS, MINUTE, SECOND, WorkerScene } from '../scene/worker-scene.ts';
import { systemClock } from './clock.ts';

let scene: WorkerScene;
beforeAll(async () => {
  scene = await WorkerScene.open();
});
afterEach(() => scene.reset());
afterAll(() => scene.store.close());

describe('a webhook', () => {
  it('is signed as Standard Webhooks says and carries the fax', async () => {
    const { received, url } = await scene.receiver();
    scene.endpoints.add('hook_a', url);
    const faxId = await scene.receivedFax();
    await scene.started();
    expect(received).toHaveLength(1);
    const [webhook] = received;
    // The library compares with the wall clock; the worker signs with the scene's.
    const signed = { ...webhook?.headers };
    expect(signed['webhook-timestamp']).toBe(String(START / 1_000));
    expect(new Webhook(SECRET).sign(`evt_${faxId}_1`, new Date(START), webhook?.body ?? '')).toBe(signed['webhook-signature']);
    expect(signed).toMatchObject({ 'webhook-id': `evt_${faxId}_1`, 'content-type': 'application/json' });
    expect(webhook?.path).toBe('/hook?tenant=1');
    expect(JSON.parse(webhook?.body ?? '')).toMatchObject({
      id: `evt_${faxId}_1`, specVersion: '1.0', type: 'FaxReceived', subject: faxId, sequence: 1,
      data: { faxId, faxStatus: 'FaxReceived', phoneNumber: '+19995550100', metadata: { order: '42' } },
    });
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'delivered', attempts: [{ number: 1, status: 204 }] }]);
  });

  it('passes the verification of the standardwebhooks library, and fails it when changed', async () => {
    const { received, url } = await scene.receiver();
    scene.endpoints.add('hook_a', url);
    await scene.receivedFax();
    await scene.started({ clock: systemClock });
    const { headers = {}, body = '' } = received[0] ?? {};
    const verifier = new Webhook(SECRET);
    expect(verifier.verify(body, headers)).toMatchObject({ type: 'FaxReceived' });
    expect(() => verifier.verify(`${body} `, headers)).toThrow(/signature/i);
  });

  it('noted twice is sent once to each endpoint', async () => {
    const [a, b] = [await scene.receiver(), await scene.receiver()];
    scene.endpoints.add('hook_a', a.url);
    scene.endpoints.add('hook_b', b.url);
    const faxId = await scene.receivedFax();
    expect(await scene.consumer.accept(await scene.faxes.lastEvent(faxId))).toBe(0);
    await scene.started();
    expect([a.received.length, b.received.length]).toEqual([1, 1]);
  });

  it('is not noted when the transaction of the checkpoint is undone', async () => {
    scene.endpoints.add('hook_a', 'http://127.0.0.1:9/');
    const faxId = randomUUID();
    await scene.faxes.receive(faxId);
    const client = await scene.store.pool.connect();
    await client.query('BEGIN');
    expect(await scene.consumer.accept(await scene.faxes.lastEvent(faxId), client)).toBe(1);
    await client.query('ROLLBACK');
    client.release();
    expect(await scene.store.deliveries()).toEqual([]);
  });

  it('refused with 500 comes again by the schedule, byte for byte the same, until it is taken', async () => {
    const target = await scene.receiver(answering(500, {}, 'no\u0000 thanks'));
    scene.endpoints.add('hook_a', target.url);
    await scene.receivedFax();
    const running = await scene.started();
    expect(target.received).toHaveLength(1);
    await scene.after(5 * SECOND - 1, running);
    expect(target.received).toHaveLength(1);
    await scene.after(1, running);
    expect(target.received).toHaveLength(2);
    target.answer = answering(200);
    await scene.after(5 * MINUTE - 1, running);
    expect(target.received).toHaveLength(2);
    await scene.after(1, running);
    expect(target.received).toHaveLength(3);
    expect(new Set(target.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(target.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(target.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    expect(await scene.store.deliveries()).toMatchObject([
      { state: 'delivered', attempts: [{ number: 1, status: 500, response: 'no  thanks' }, { number: 2, status: 500 }, { number: 3, status: 200 }] },
    ]);
  });

  it('wakes its worker by itself when it is due', async () => {
    const target = await scene.receiver(answering(500));
    scene.endpoints.add('hook_a', target.url);
    await scene.receivedFax();
    const running = await scene.started();
    expect(scene.clock.nextAlarm()).toBe(START + 5 * SECOND);
    scene.clock.advance(5 * SECOND);
    await running.idle();
    expect(target.received).toHaveLength(2);
  });

  it('is heard of at once, without polling, through the database', async () => {
    const target = await scene.receiver();
    scene.endpoints.add('hook_a', target.url);
    await scene.started({ listen: (onHint) => listenForDeliveries(scene.store.pool, onHint) });
    const arrived = new Promise<void>((resolve) => {
      target.answer = (response) => {
        response.writeHead(204).end();
        resolve();
      };
    });
    await scene.receivedFax();
    await arrived;
    expect(target.received).toHaveLength(1);
  });

  it('given up on after the last attempt is told to the fax, once', async () => {
    const target = await scene.receiver(answering(503));
    scene.endpoints.add('hook_a', target.url, ['FaxReceived']);
    const faxId = await scene.receivedFax();
    const running = await scene.started();
    await scene.after(5 * SECOND, running);
    await scene.after(5 * MINUTE, running);
    await scene.after(60 * MINUTE, running);
    expect(target.received).toHaveLength(3);
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'failed', reason: 'http_503' }]);
    const told = (await scene.faxes.history(faxId)).filter(({ event }) => event.type === 'FaxWebhookUpdateFailed');
    expect(told).toMatchObject([{ event: { data: { endpointId: 'hook_a', webhookId: `evt_${faxId}_1`, eventType: 'FaxReceived', attempts: 3, reason: 'http_503' } } }]);
  });

  it('given up on is not told again when the record of it was lost', async () => {
    const target = await scene.receiver(answering(410));
    scene.endpoints.add('hook_a', target.url);
    const faxId = await scene.receivedFax();
    let lost = false;
    const losing = { query: (text: string, values?: unknown[]) => {
      if (!text.includes('SET\n    attempts') || lost) return scene.store.queries.query(text, values);
      lost = true;
      return Promise.reject(new Error('connection lost'));
    } };
    const running = await scene.started({ queries: losing });
    expect(lost).toBe(true);
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'pending' }]);
    await scene.after(LEASE_MS, running);
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'failed' }]);
    expect((await scene.faxes.history(faxId)).filter(({ event }) => event.type === 'FaxWebhookUpdateFailed')).toHaveLength(1);
  });

  it('about a webhook goes to the other endpoints, and is not reported when it fails too', async () => {
    const [dead, alsoDead] = [await scene.receiver(answering(410)), await scene.receiver(answering(500))];
    scene.endpoints.add('hook_dead', dead.url);
    scene.endpoints.add('hook_other', alsoDead.url, ['FaxWebhookUpdateFailed']);
    const faxId = await scene.receivedFax();
    const running = await scene.started();
    await scene.consumer.accept(await scene.faxes.lastEvent(faxId));
    for (const wait of [0, 5 * SECOND, 5 * MINUTE]) await scene.after(wait, running);
    expect(alsoDead.received).toHaveLength(3);
    expect(dead.received).toHaveLength(1);
    expect((await scene.store.deliveries()).map(({ endpointId, eventType, state }) => [endpointId, eventType, state])).toEqual([
      ['hook_dead', 'FaxReceived', 'failed'], ['hook_other', 'FaxWebhookUpdateFailed', 'failed'],
    ]);
    expect(await scene.faxes.history(faxId)).toHaveLength(2);
  });
});

describe('an endpoint', () => {
  it('that answers 410 is disabled and gets nothing more', async () => {
    const target = await scene.receiver(answering(410));
    scene.endpoints.add('hook_a', target.url);
    await scene.receivedFax();
    const second = await scene.receivedFax();
    await scene.started({ concurrencyPerEndpoint: 1 });
    expect(target.received).toHaveLength(1);
    expect(scene.endpoints.all.get('hook_a')).toMatchObject({ disabled: true });
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'failed', reason: 'http_410' }, { state: 'failed', reason: 'endpoint_disabled' }]);
    expect((await scene.faxes.history(second)).at(-1)?.event.type).toBe('FaxWebhookUpdateFailed');
    await scene.receivedFax();
    expect(await scene.store.deliveries()).toHaveLength(2);
  });

  it('that was deleted meanwhile ends its deliveries', async () => {
    scene.endpoints.add('hook_a', 'http://127.0.0.1:9/');
    await scene.receivedFax();
    scene.endpoints.all.clear();
    await scene.started();
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'failed', reason: 'endpoint_deleted' }]);
  });

  it.each([
    ['seconds', () => '90', 90 * SECOND],
    ['a date', () => new Date(START + 2 * MINUTE).toUTCString(), 2 * MINUTE],
    ['less than the schedule', () => '1', 5 * SECOND],
  ])('that asks by 429 and Retry-After for %s is left alone so long', async (_, header, wait) => {
    const target = await scene.receiver(answering(429, { 'retry-after': header() }));
    scene.endpoints.add('hook_a', target.url);
    await scene.receivedFax();
    await scene.started();
    const [delivery] = await scene.store.deliveries();
    expect(delivery?.nextAttemptAt.getTime()).toBe(START + wait);
  });

  it('that redirects is not followed', async () => {
    const inner = await scene.receiver();
    const target = await scene.receiver(answering(307, { location: inner.url }));
    scene.endpoints.add('hook_a', target.url);
    await scene.receivedFax();
    await scene.started();
    expect(inner.received).toHaveLength(0);
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'pending', attempts: [{ status: 307 }] }]);
  });

  it('that hangs does not delay the four others', async () => {
    const dead = await scene.receiver(() => undefined);
    const alive = await Promise.all(Array.from({ length: 4 }, () => scene.receiver()));
    scene.endpoints.add('hook_dead', dead.url);
    for (const [index, { url }] of alive.entries()) scene.endpoints.add(`hook_${index}`, url);
    for (let n = 0; n < 12; n += 1) await scene.receivedFax();
    const startedAt = performance.now();
    await new Promise<void>((resolve) => {
      let delivered = 0;
      const onResult = () => {
        delivered += 1;
        if (delivered === 48) resolve();
      };
      const sender = new WebhookSender({ allowLoopback: true, timeoutMs: 60_000 });
      scene.worker({ concurrency: 8, concurrencyPerEndpoint: 2, timeoutMs: 60_000, sender, onResult }).start();
    });
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect(dead.received.length).toBe(2);
    expect((await scene.store.deliveries()).filter(({ state }) => state === 'delivered')).toHaveLength(48);
  });
});

describe('the erasure of a fax', () => {
  it('blanks what its finished deliveries say of people, and nobody else\'s', async () => {
    const target = await scene.receiver(answering(200, {}, 'got +19995550100'));
    scene.endpoints.add('hook_a', target.url, ['FaxReceived', 'FaxCancelled']);
    const [faxId, other] = [await scene.receivedFax(), await scene.receivedFax()];
    const running = await scene.started();
    for (const type of ['StopFax', 'CloseAsCancelled'] as const) await scene.faxes.execute(faxId, { type });
    await scene.faxes.execute(faxId, { type: 'ErasePersonalData', reason: 'request' });
    const event = await scene.faxes.lastEvent(faxId);
    expect(event.type).toBe('FaxPersonalDataErased');
    await scene.consumer.accept(event);
    await scene.after(0, running);
    const of = async (id: string) => (await scene.store.deliveries()).filter((delivery) => delivery.faxId === id);
    expect(await of(faxId)).toMatchObject([{ body: '', state: 'delivered', attempts: [{ number: 1, status: 200 }] }]);
    expect(JSON.stringify(await of(faxId))).not.toContain('5550100');
    expect(JSON.stringify(await of(other))).toContain('5550100');
  });

  it.each([['delivered', 200], ['failed', 500]] as const)('lets a delivery that waits be tried, and blanks it once it is %s', async (state, status) => {
    const target = await scene.receiver(answering(500, {}, 'got +19995550100'));
    scene.endpoints.add('hook_a', target.url, ['FaxReceived']);
    const [faxId, other] = [await scene.receivedFax(), await scene.receivedFax()];
    const schedule = { delaysMs: [0, 5 * SECOND, 5 * SECOND], jitterFraction: 0 };
    const running = await scene.started({ schedule });
    for (const type of ['StopFax', 'CloseAsCancelled'] as const) await scene.faxes.execute(faxId, { type });
    await scene.faxes.execute(faxId, { type: 'ErasePersonalData', reason: 'request' });
    await scene.consumer.accept(await scene.faxes.lastEvent(faxId));
    const of = async (id: string) => (await scene.store.deliveries()).filter((delivery) => delivery.faxId === id);
    expect(await of(faxId)).toMatchObject([{ state: 'pending', body: expect.stringContaining('5550100'), attempts: [{ number: 1, status: 500 }] }]);
    expect(JSON.stringify((await of(faxId))[0]?.attempts)).not.toContain('5550100');
    await scene.after(5 * SECOND, running);
    target.answer = answering(status, {}, 'got +19995550100');
    await scene.after(5 * SECOND, running);
    expect(target.received.filter(({ body }) => body.includes(faxId) && body.includes('5550100'))).toHaveLength(3);
    expect(await of(faxId)).toMatchObject([{ state, body: '', attempts: [{ status: 500 }, { status: 500 }, { status }] }]);
    expect(JSON.stringify(await of(faxId))).not.toContain('5550100');
    expect(JSON.stringify(await of(other))).toContain('5550100');
  });
});

describe('an endpoint that wants links', () => {
  it('gets them signed, good for a while and made anew at each attempt; the log keeps none', async () => {
    const target = await scene.receiver(answering(500));
    Object.assign(scene.endpoints.add('hook_a', target.url), { includeLinks: true });
    const faxId = await scene.receivedFax();
    const links = signedLinks(Buffer.alloc(32, 1));
    const running = await scene.started({ linking: { links, baseUrl: 'https://fax.example.com', lifetimeMs: 15 * MINUTE } });
    await scene.after(5 * SECOND, running);
    const sent = target.received.map(({ body }) => JSON.parse(body).data.links);
    expect(Object.keys(sent[0])).toEqual(['document', 'pages', 'proof']);
    const url = new URL(sent[0].pages);
    expect([url.origin, url.pathname]).toEqual(['https://fax.example.com', `/fax/${faxId}/pages.pdf`]);
    expect(url.searchParams.get('tenant')).toBe(TENANT);
    expect(links.verifyLink(url.pathname, Object.fromEntries(url.searchParams), START)).toBe('good');
    expect(links.verifyLink(url.pathname, Object.fromEntries(url.searchParams), START + 15 * MINUTE)).toBe('expired');
    expect(sent[1].pages).not.toBe(sent[0].pages);
    const { body, headers = {} } = target.received[1] ?? {};
    expect(new Webhook(SECRET).sign(`evt_${faxId}_1`, new Date(START + 5 * SECOND), body ?? '')).toBe(headers['webhook-signature']);
    expect(JSON.stringify(await scene.store.deliveries())).not.toContain('signature=');
  });
});

describe('the events of one fax', () => {
  it('reach an endpoint one after the other, and one that waits for a retry holds nobody up', async () => {
    let atOnce = 0;
    let mostAtOnce = 0;
    const target = await scene.receiver((response, { body }) => {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      response.on('finish', () => (atOnce -= 1));
      setTimeout(() => response.writeHead(body.includes('"type":"FaxHeld"') ? 500 : 204).end(), 20);
    });
    scene.endpoints.add('hook_a', target.url);
    const faxId = await scene.receivedFax();
    for (const type of ['HoldFax', 'ReviveFax', 'HoldFax', 'StopFax', 'CloseAsCancelled'] as const) {
      await scene.faxes.execute(faxId, { type });
      await scene.consumer.accept(await scene.faxes.lastEvent(faxId));
    }
    const running = await scene.started();
    expect(target.received.map(({ body }) => JSON.parse(body).sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    await scene.after(5 * SECOND, running);
    expect(target.received.map(({ body }) => JSON.parse(body).sequence).slice(6)).toEqual([2, 4]);
    expect(mostAtOnce).toBe(1);
  });
});
