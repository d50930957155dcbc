import { WebhookSender } from '@faxwire/deliveries';
import { answering } from '@faxwire/testing';
import { START } from '../scene/scene.ts';
import { LEASE_MS, MINUTE, SECOND, WorkerScene } from '../scene/worker-scene.ts';

let scene: WorkerScene;
beforeAll(async () => {
  scene = await WorkerScene.open();
});
afterEach(() => scene.reset());
afterAll(() => scene.store.close());

describe('a worker', () => {
  it('killed between the answer and its record leaves a webhook that is sent again with the same id', async () => {
    const target = await scene.receiver();
    scene.endpoints.add('hook_a', target.url);
    await scene.receivedFax();
    const killed = await scene.started({ failPoint: () => Promise.reject(new Error('killed')) });
    await killed.stop();
    expect(target.received).toHaveLength(1);
    const second = await scene.started();
    expect(target.received).toHaveLength(1);
    await scene.after(LEASE_MS, second);
    expect(target.received).toHaveLength(2);
    expect(new Set(target.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'delivered', attempts: [{ number: 1, error: 'interrupted' }, { number: 2, status: 204 }] }]);
  });

  it('that dies at every attempt does not send for ever', async () => {
    const target = await scene.receiver();
    scene.endpoints.add('hook_a', target.url);
    const faxId = await scene.receivedFax();
    const dying = await scene.started({ failPoint: () => Promise.reject(new Error('killed')) });
    for (let n = 0; n < 2; n += 1) await scene.after(MINUTE, dying);
    await dying.stop();
    expect(target.received).toHaveLength(3);
    const last = await scene.started();
    await scene.after(MINUTE, last);
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'failed', reason: 'interrupted', attempts: [{ number: 1 }, { number: 2 }, { number: 3 }] }]);
    expect((await scene.faxes.history(faxId)).at(-1)?.event).toMatchObject({ type: 'FaxWebhookUpdateFailed', data: { attempts: 3 } });
  });

  it('that thought itself alive after its claim ran out records nothing over its successor', async () => {
    const target = await scene.receiver(answering(500));
    scene.endpoints.add('hook_a', target.url);
    await scene.receivedFax();
    let thaw: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => (thaw = resolve));
    const asleep = scene.worker({ concurrency: 1, failPoint: () => frozen });
    const reached = new Promise<void>((resolve) => {
      target.answer = (response) => {
        response.writeHead(500).end();
        resolve();
      };
    });
    asleep.start();
    await reached;
    target.answer = answering(204);
    scene.clock.advance(LEASE_MS);
    await scene.started();
    thaw();
    await asleep.idle();
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'delivered', attempts: [{ error: 'interrupted' }, { status: 204 }] }]);
  });

  it('that must leave gives its unfinished deliveries back, to be made at once, and takes nothing from their schedule', async () => {
    const target = await scene.receiver(() => undefined);
    scene.endpoints.add('hook_a', target.url);
    await scene.receivedFax();
    const sender = new WebhookSender({ allowLoopback: true, timeoutMs: 60_000 });
    const leaving = scene.worker({ sender, timeoutMs: 60_000 });
    leaving.start();
    while (target.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await leaving.stop(0);
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'pending', nextAttemptAt: new Date(START), attempts: [{ error: 'stopped' }] }]);
    target.answer = answering(500);
    const next = await scene.started();
    await scene.after(5 * SECOND, next);
    await scene.after(5 * MINUTE, next);
    expect(await scene.store.deliveries()).toMatchObject([{ state: 'failed', attempts: [{ error: 'stopped' }, { number: 2 }, { number: 3 }, { number: 4 }] }]);
  });

  it('of two shares the work without sending anything twice', async () => {
    const target = await scene.receiver();
    scene.endpoints.add('hook_a', target.url);
    for (let n = 0; n < 30; n += 1) await scene.receivedFax();
    await Promise.all([scene.started({ concurrencyPerEndpoint: 2 }), scene.started({ concurrencyPerEndpoint: 2 })]);
    expect(target.received).toHaveLength(30);
    expect(new Set(target.received.map(({ headers }) => headers['webhook-id'])).size).toBe(30);
  });

  it('survives a database that fails for a moment', async () => {
    const target = await scene.receiver();
    scene.endpoints.add('hook_a', target.url);
    await scene.receivedFax();
    const errors: unknown[] = [];
    let failing = true;
    const queries = { query: (text: string, values?: unknown[]) => (failing ? Promise.reject(new Error('down')) : scene.store.queries.query(text, values)) };
    const running = await scene.started({ queries, onError: (error) => errors.push(error) });
    expect(errors).toHaveLength(1);
    failing = false;
    scene.clock.advance(SECOND);
    await running.idle();
    expect(target.received).toHaveLength(1);
  });

  it('forgets what came to its end a month ago, and nothing that is pending', async () => {
    const target = await scene.receiver((response, { body }) => response.writeHead(body.includes('FaxHeld') ? 500 : 204).end());
    scene.endpoints.add('hook_a', target.url);
    const faxId = await scene.receivedFax();
    const running = await scene.started({ schedule: { delaysMs: [0, 90 * 24 * 60 * MINUTE], jitterFraction: 0 } });
    await scene.faxes.execute(faxId, { type: 'HoldFax' });
    await scene.consumer.accept(await scene.faxes.lastEvent(faxId));
    await scene.after(0, running);
    await scene.after(30 * 24 * 60 * MINUTE, running);
    expect(await scene.store.deliveries()).toHaveLength(2);
    await scene.after(60 * MINUTE, running);
    expect(await scene.store.deliveries()).toMatchObject([{ eventType: 'FaxHeld', state: 'pending' }]);
  });
});
