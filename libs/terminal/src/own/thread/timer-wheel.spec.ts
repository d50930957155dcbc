import fc from 'fast-check';
import { TimerWheel } from './timer-wheel.ts';

describe('A wheel of timers', () => {
  it('wakes each item in the millisecond after its time, whatever was set before', () => {
    const step = fc.record({ item: fc.nat(5), inMs: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined }), passesMs: fc.nat(1500) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const wheel = new TimerWheel<number>(0);
        const due = new Map<number, number>();
        let nowMs = 0;
        const wake = (item: number): void => {
          expect(due.get(item)).toBeLessThanOrEqual(nowMs);
          expect(due.delete(item)).toBe(true);
        };
        for (const { item, inMs, passesMs } of steps) {
          wheel.set(item, inMs === undefined ? undefined : nowMs + inMs);
          if (inMs === undefined) due.delete(item);
          else due.set(item, nowMs + inMs);
          nowMs += passesMs;
          wheel.advance(nowMs, wake);
          expect([...due.values()].every((atMs) => atMs > nowMs)).toBe(true);
        }
        expect(wheel.size).toBe(due.size);
      }),
    );
  });

  it('says when it wants to be looked at, never too late', () => {
    const wheel = new TimerWheel<string>(100);
    expect(wheel.nextMs()).toBeUndefined();
    wheel.set('far', 9000);
    expect(wheel.nextMs()).toBeLessThanOrEqual(9000);
    wheel.set('near', 130.4);
    expect(wheel.nextMs()).toBe(131);
  });

  it('calls an item again that is set while it is called, at its next time', () => {
    const wheel = new TimerWheel<string>(0);
    const calls: number[] = [];
    wheel.set('pulse', 10);
    for (let nowMs = 0; nowMs <= 50; nowMs += 1) {
      wheel.advance(nowMs, () => {
        calls.push(nowMs);
        wheel.set('pulse', nowMs + 20);
      });
    }
    expect(calls).toEqual([10, 30, 50]);
  });
});
