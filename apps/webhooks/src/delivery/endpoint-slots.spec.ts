import { EndpointSlots } from './endpoint-slots.ts';

const FAR = 1_000_000;

describe('the slots of an endpoint', () => {
  it('are taken and given back', () => {
    const slots = new EndpointSlots(2);
    expect(slots.free(0)).toEqual({});
    slots.take('a', 0);
    slots.take('a', 0);
    slots.take('b', 0);
    expect(slots.free(0)).toEqual({ a: 0, b: 1 });
    slots.giveBack('a', true, 0);
    slots.giveBack('b', true, 0);
    expect(slots.free(0)).toEqual({ a: 1 });
  });

  it('are none while its circuit is open, one for the probe, and all again after it', () => {
    const slots = new EndpointSlots(4);
    for (let n = 0; n < 5; n += 1) {
      slots.take('a', 0);
      slots.giveBack('a', false, 0);
    }
    expect([slots.free(0), slots.nextChangeAt(0)]).toEqual([{ a: 0 }, 30_000]);
    expect(slots.free(30_000)).toEqual({ a: 1 });
    slots.take('a', 30_000);
    expect(slots.free(30_000)).toEqual({ a: 0 });
    // Not found out: the next one is the probe.
    slots.giveBack('a', undefined, 30_000);
    expect(slots.free(30_000)).toEqual({ a: 1 });
    slots.take('a', 30_000);
    slots.giveBack('a', true, 30_000);
    expect(slots.free(30_000)).toEqual({});
  });

  it('are as many as the endpoint asks for, and no more than its rate lets begin', () => {
    const slots = new EndpointSlots(4);
    slots.limit(new Map([['few', { concurrency: 1, ratePerSecond: undefined }], ['many', { concurrency: 9, ratePerSecond: undefined }], ['slow', { concurrency: undefined, ratePerSecond: 2 }]]));
    expect(slots.free(0)).toEqual({ few: 1, many: 9, slow: 2 });
    slots.take('slow', 0);
    slots.take('slow', 0);
    slots.giveBack('slow', true, 0);
    expect([slots.free(0)['slow'], slots.nextChangeAt(0), slots.free(500)['slow'], slots.free(FAR)['slow']]).toEqual([0, 500, 1, 2]);
    slots.limit(new Map());
    expect(slots.free(0)).toEqual({ slow: 3 });
  });
});
