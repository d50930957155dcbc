import { TimerSet } from './timer-set.ts';

describe('timers', () => {
  it('are due in the order of their times, each once', () => {
    const timers = new TimerSet();
    timers.arm('T1', 0);
    timers.arm('T4', 0);
    expect(timers.nextDueMs).toBe(3450);
    expect([timers.takeDue(3449), timers.takeDue(40_000), timers.takeDue(40_000), timers.takeDue(40_000)]).toEqual([undefined, 'T4', 'T1', undefined]);
  });

  it('begin anew when they are armed again, and never come once they are stopped', () => {
    const timers = new TimerSet();
    timers.arm('T2', 0);
    timers.arm('T2', 5000);
    expect(timers.nextDueMs).toBe(12_000);
    timers.disarm('T2');
    expect([timers.nextDueMs, timers.isArmed('T2')]).toEqual([undefined, false]);
  });
});
