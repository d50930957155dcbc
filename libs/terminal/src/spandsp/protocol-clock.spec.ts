import { ProtocolClock } from './protocol-clock.ts';

const TICK_MS = 5;

/** Steps made in so much wall time, with the line quiet for `quietMs`. */
function run(clock: ProtocolClock, fromMs: number, wallMs: number, quietMs = 0): number {
  let steps = 0;
  for (let at = fromMs; at <= fromMs + wallMs; at += TICK_MS) steps += clock.due(at, quietMs);
  return steps;
}

describe('The protocol clock', () => {
  it.each([
    [1, 50],
    [10, 500],
    [20, 1000],
  ])('at speed %p makes %p steps of 20 ms in a second', (speed, steps) => {
    expect(run(new ProtocolClock(speed), 0, 1000)).toBe(steps);
  });

  it('is late after a stall instead of making it up', () => {
    const clock = new ProtocolClock(1);
    run(clock, 0, 100);
    expect(clock.due(5100, 0)).toBe(3);
  });

  it('at high speed never bursts more than 300 ms of protocol', () => {
    const clock = new ProtocolClock(100);
    clock.due(0, 0);
    expect(clock.due(5000, 0)).toBe(15);
  });

  it('owes nothing for the time it stood still', () => {
    const clock = new ProtocolClock(1);
    clock.due(0, 0);
    clock.pause();
    expect(clock.due(50, 0)).toBe(0);
  });

  it('slows down to real time while the line is quiet, for three seconds', () => {
    const clock = new ProtocolClock(20);
    clock.due(0, 0);
    expect(run(clock, TICK_MS, 2995, 4000)).toBe(150);
    expect(run(clock, 3000 + TICK_MS, 995, 4000)).toBe(1000);
  });

  it('is patient again with the next silence', () => {
    const clock = new ProtocolClock(20);
    run(clock, 0, 5000, 4000);
    clock.due(5005, 0);
    expect(run(clock, 5010, 995, 4000)).toBeLessThanOrEqual(51);
  });
});
