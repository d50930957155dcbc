import { CallClock } from './call-clock.ts';

const LIVELY_MS = 0;

/** A clock that was looked at once, at wall time 0. */
function clock(speed: number): CallClock {
  const started = new CallClock(speed);
  started.moveTo(0, LIVELY_MS);
  return started;
}

describe('The protocol clock of a call', () => {
  it('counts a rest that was agreed in full, and what came on top up to 60 ms', () => {
    const steady = clock(1);
    steady.rest(500);
    expect(steady.moveTo(500, LIVELY_MS)).toBe(500);
    steady.rest(500);
    expect(steady.moveTo(1030, LIVELY_MS)).toBe(1030);
    steady.rest(500);
    expect(steady.moveTo(9000, LIVELY_MS)).toBe(1590);
  });

  it('makes up for 60 ms of a stall nobody agreed to, and at high speed for 300 ms of protocol', () => {
    expect(clock(1).moveTo(5000, LIVELY_MS)).toBe(60);
    expect(clock(20).moveTo(5000, LIVELY_MS)).toBe(300);
  });

  it('does not count a pause', () => {
    const paused = clock(1);
    paused.rest(500);
    paused.pause();
    expect(paused.moveTo(400, LIVELY_MS)).toBe(0);
    expect(paused.moveTo(440, LIVELY_MS)).toBe(40);
  });

  it('slows down to real while the line is quiet, for three seconds of each silence', () => {
    const quiet = clock(20);
    for (let wallMs = 10; wallMs <= 3000; wallMs += 10) quiet.moveTo(wallMs, 2500);
    expect(quiet.protocolMs).toBe(3000);
    quiet.moveTo(3010, 2500);
    expect(quiet.protocolMs).toBe(3200);
  });
});
