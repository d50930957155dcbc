import { DEFAULT_RETRY_SCHEDULE, MAX_RETRY_AFTER_MS, delayAfter } from './retry-schedule.ts';

const HOUR = 3_600_000;

describe('the schedule', () => {
  it('waits 0 s, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, and then gives up', () => {
    const seconds = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    expect(DEFAULT_RETRY_SCHEDULE.delaysMs).toEqual(seconds.map((delay) => delay * 1_000));
    expect(delayAfter({ attempt: 1 }, DEFAULT_RETRY_SCHEDULE, 0)).toBe(5_000);
    expect(delayAfter({ attempt: 9 }, DEFAULT_RETRY_SCHEDULE, 0)).toBe(24 * HOUR);
    expect(delayAfter({ attempt: 10 }, DEFAULT_RETRY_SCHEDULE, 0)).toBeUndefined();
  });

  it('spreads what failed together over a fifth of the wait', () => {
    expect(delayAfter({ attempt: 4 }, DEFAULT_RETRY_SCHEDULE, 1)).toBeCloseTo(2 * HOUR * 1.2);
  });

  it('is stretched by the receiver, within bounds, and never shortened', () => {
    expect(delayAfter({ attempt: 1, retryAfterMs: HOUR }, DEFAULT_RETRY_SCHEDULE, 0)).toBe(HOUR);
    expect(delayAfter({ attempt: 4, retryAfterMs: 1 }, DEFAULT_RETRY_SCHEDULE, 0)).toBe(2 * HOUR);
    expect(delayAfter({ attempt: 1, retryAfterMs: 1_000 * HOUR }, DEFAULT_RETRY_SCHEDULE, 0)).toBe(MAX_RETRY_AFTER_MS);
    expect(delayAfter({ attempt: 10, retryAfterMs: HOUR }, DEFAULT_RETRY_SCHEDULE, 0)).toBeUndefined();
  });
});
