import { EndpointSlots } from './endpoint-slots.ts';

describe('the slots of an endpoint', () => {
  it('are taken and given back', () => {
    const slots = new EndpointSlots(2);
    expect(slots.free()).toEqual({});
    slots.take('a');
    slots.take('a');
    slots.take('b');
    expect(slots.free()).toEqual({ a: 0, b: 1 });
    slots.giveBack('a', true);
    slots.giveBack('b', true);
    expect(slots.free()).toEqual({ a: 1 });
  });

  it('shrink to one after three failures in a row, until it takes a webhook again', () => {
    const slots = new EndpointSlots(4);
    for (let n = 0; n < 3; n += 1) {
      slots.take('a');
      slots.giveBack('a', false);
    }
    expect(slots.free()).toEqual({ a: 1 });
    slots.take('a');
    expect(slots.free()).toEqual({ a: 0 });
    slots.giveBack('a', undefined);
    expect(slots.free()).toEqual({ a: 1 });
    slots.take('a');
    slots.giveBack('a', true);
    expect(slots.free()).toEqual({});
  });
});
