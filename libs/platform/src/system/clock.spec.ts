import { systemClock, systemRandomness } from './clock.ts';

describe('the system clock', () => {
  it('runs a task after its time, and not one that was called off', async () => {
    const ran: string[] = [];
    const cancel = systemClock.schedule(0, () => ran.push('called off'));
    cancel();
    await new Promise<void>((resolve) => systemClock.schedule(1, () => { ran.push('due'); resolve(); }));
    expect(ran).toEqual(['due']);
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
  });
});

describe('the system randomness', () => {
  it('gives fractions below one and as many bytes as asked for', () => {
    const fraction = systemRandomness.fraction();
    expect(fraction >= 0 && fraction < 1).toBe(true);
    expect(systemRandomness.bytes(32)).toHaveLength(32);
  });
});
