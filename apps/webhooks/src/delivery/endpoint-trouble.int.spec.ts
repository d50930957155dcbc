import { answering } from '@faxwire/testing';
import { START } from '../scene/scene.ts';
import { MINUTE, SECOND, WorkerScene } from '../scene/worker-scene.ts';

let scene: WorkerScene;
beforeAll(async () => {
  scene = await WorkerScene.open();
});
afterEach(() => scene.reset());
afterAll(() => scene.store.close());

describe('an endpoint in trouble', () => {
  const DAY = 24 * 60 * MINUTE;
  const failing = { delaysMs: Array.from({ length: 20 }, (_, n) => (n === 0 ? 0 : DAY)), jitterFraction: 0 };

  const twiceADay = { ...failing, delaysMs: failing.delaysMs.map((delayMs) => delayMs / 2) };

  it('is left in peace after five failures, gets one probe, and everything once that succeeded', async () => {
    const target = await scene.receiver(answering(500));
    scene.endpoints.add('hook_a', target.url);
    for (let n = 0; n < 5; n += 1) await scene.receivedFax();
    const running = await scene.started({ schedule: failing, concurrencyPerEndpoint: 5 });
    expect(target.received).toHaveLength(5);
    for (let n = 0; n < 3; n += 1) await scene.receivedFax();
    await scene.after(0, running);
    expect(target.received).toHaveLength(5);
    expect(scene.clock.nextAlarm()).toBeLessThanOrEqual(START + 30 * SECOND);
    await scene.after(30 * SECOND, running);
    expect(target.received).toHaveLength(6);
    target.answer = answering(204);
    await scene.after(60 * SECOND, running);
    expect(target.received).toHaveLength(8);
    expect((await scene.store.deliveries()).filter(({ state }) => state === 'delivered')).toHaveLength(2);
  });

  it('wakes the worker by itself when its probe is due', async () => {
    const target = await scene.receiver(answering(500));
    scene.endpoints.add('hook_a', target.url);
    for (let n = 0; n < 5; n += 1) await scene.receivedFax();
    const running = await scene.started({ schedule: failing, concurrencyPerEndpoint: 5 });
    await scene.receivedFax();
    while ((scene.clock.nextAlarm() ?? 0) < START + 30 * SECOND) {
      scene.clock.advance((scene.clock.nextAlarm() ?? 0) - scene.clock.now());
      await running.idle();
    }
    expect(target.received).toHaveLength(5);
    scene.clock.advance(START + 30 * SECOND - scene.clock.now());
    await running.idle();
    expect(target.received).toHaveLength(6);
  });

  it('is disabled after five days of nothing but failures, and the other endpoints are told once', async () => {
    const [dead, other, choosy] = [await scene.receiver(answering(500)), await scene.receiver(), await scene.receiver()];
    scene.endpoints.add('hook_dead', dead.url);
    const faxId = await scene.receivedFax();
    scene.endpoints.add('hook_other', other.url);
    scene.endpoints.add('hook_choosy', choosy.url, ['FaxSent']);
    const running = await scene.started({ schedule: twiceADay });
    for (let n = 0; n < 9; n += 1) await scene.after(DAY / 2, running);
    expect(scene.endpoints.all.get('hook_dead')).toMatchObject({ disabled: false, failingSince: START });
    await scene.after(DAY / 2, running);
    expect(scene.endpoints.all.get('hook_dead')).toMatchObject({ disabled: true, disabledReason: 'Every delivery failed for 5 days.' });
    await scene.after(DAY, running);
    await scene.after(0, running);
    expect(dead.received).toHaveLength(11);
    expect(choosy.received).toHaveLength(0);
    expect(other.received.map(({ body }) => JSON.parse(body))).toMatchObject([
      { type: 'webhook_endpoint_disabled', subject: 'hook_dead', data: { endpointId: 'hook_dead', url: dead.url, disabledReason: 'Every delivery failed for 5 days.' } },
    ]);
    expect((await scene.store.deliveries()).find((delivery) => delivery.faxId === faxId)).toMatchObject({ state: 'failed', reason: 'endpoint_disabled' });
  });

  it('is not disabled for one failure, five quiet days and another failure, but for the tenth', async () => {
    const target = await scene.receiver(answering(500));
    scene.endpoints.add('hook_a', target.url);
    await scene.receivedFax();
    const delaysMs = [0, 5 * DAY, ...Array.from({ length: 12 }, () => 60 * MINUTE)];
    const running = await scene.started({ schedule: { ...failing, delaysMs } });
    await scene.after(5 * DAY, running);
    for (let n = 0; n < 7; n += 1) await scene.after(60 * MINUTE, running);
    expect(target.received).toHaveLength(9);
    expect(scene.endpoints.all.get('hook_a')).toMatchObject({ disabled: false, failingSince: START, failures: 9 });
    await scene.after(60 * MINUTE, running);
    expect(target.received).toHaveLength(10);
    expect(scene.endpoints.all.get('hook_a')).toMatchObject({ disabled: true, disabledReason: 'Every delivery failed for 5 days.' });
  });

  it('that takes one webhook in between begins its five days anew', async () => {
    const target = await scene.receiver(answering(500));
    scene.endpoints.add('hook_a', target.url);
    await scene.receivedFax();
    const running = await scene.started({ schedule: failing });
    for (let n = 0; n < 4; n += 1) await scene.after(DAY, running);
    target.answer = answering(204);
    await scene.after(DAY, running);
    expect(scene.endpoints.all.get('hook_a')).toMatchObject({ disabled: false, failingSince: undefined });
    target.answer = answering(500);
    await scene.receivedFax();
    await scene.after(0, running);
    expect(scene.endpoints.all.get('hook_a')).toMatchObject({ disabled: false, failingSince: START + 5 * DAY });
  });
});

describe('the limits of an endpoint', () => {
  it('let only as many begin in a second as it asked for', async () => {
    const target = await scene.receiver();
    Object.assign(scene.endpoints.add('hook_a', target.url), { ratePerSecond: 2 });
    for (let n = 0; n < 5; n += 1) await scene.receivedFax();
    const running = await scene.started();
    expect(target.received).toHaveLength(2);
    scene.clock.advance(500);
    await running.idle();
    expect(target.received).toHaveLength(3);
    await scene.after(SECOND, running);
    expect(target.received).toHaveLength(5);
  });

  it('let only as many be under way as it asked for', async () => {
    let [atOnce, mostAtOnce] = [0, 0];
    const target = await scene.receiver((response) => {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      response.on('finish', () => (atOnce -= 1));
      setTimeout(() => response.writeHead(204).end(), 10);
    });
    Object.assign(scene.endpoints.add('hook_a', target.url), { concurrency: 1 });
    for (let n = 0; n < 6; n += 1) await scene.receivedFax();
    await scene.started();
    expect([target.received.length, mostAtOnce]).toEqual([6, 1]);
  });
});
