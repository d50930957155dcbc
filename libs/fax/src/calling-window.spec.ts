import fc from 'fast-check';
import { windowOpensAt, type CallingWindow } from './calling-window.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const at = (iso: string): number => Date.parse(iso);
const opens = (window: Partial<CallingWindow>, now: string): string | undefined => {
  const opensAt = windowOpensAt({ from: 8 * 60, until: 20 * 60, days: EVERY_DAY, timeZones: ['Europe/Berlin'], ...window }, at(now));
  return opensAt === undefined ? undefined : new Date(opensAt).toISOString();
};

describe('a calling window', () => {
  it('is open from its first minute and closed from its last', () => {
    expect(opens({}, '2026-01-15T07:00:00Z')).toBe('2026-01-15T07:00:00.000Z');
    expect(opens({}, '2026-01-15T06:59:30Z')).toBe('2026-01-15T07:00:00.000Z');
    expect(opens({}, '2026-01-15T18:59:59Z')).toBe('2026-01-15T18:59:59.000Z');
    expect(opens({}, '2026-01-15T19:00:00Z')).toBe('2026-01-16T07:00:00.000Z');
  });
  it('waits for the next of its days', () => expect(opens({ days: [1, 2, 3, 4, 5] }, '2026-01-16T19:30:00Z')).toBe('2026-01-19T07:00:00.000Z'));
  it('goes on past midnight, on the days on which it began', () => {
    const night = { from: 22 * 60, until: 6 * 60, days: [5] };
    expect(opens(night, '2026-01-17T02:00:00Z')).toBe('2026-01-17T02:00:00.000Z');
    expect(opens(night, '2026-01-16T02:00:00Z')).toBe('2026-01-16T21:00:00.000Z');
    expect(opens(night, '2026-01-17T05:00:00Z')).toBe('2026-01-23T21:00:00.000Z');
  });
  it('keeps to the clock on the wall when that is changed', () => {
    // Europe/Berlin goes from UTC+1 to UTC+2 on 29 March 2026, and back on 25 October.
    expect(opens({}, '2026-03-28T20:00:00Z')).toBe('2026-03-29T06:00:00.000Z');
    expect(opens({}, '2026-10-24T20:00:00Z')).toBe('2026-10-25T07:00:00.000Z');
    // 02:30 does not come on that day; the clock shows 03:00 after 01:59.
    expect(opens({ from: 150, until: 240 }, '2026-03-28T20:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
  });
  it('is open where all zones of the country are awake', () => {
    const coasts = { timeZones: ['America/New_York', 'America/Los_Angeles'] };
    expect(opens(coasts, '2026-01-15T13:00:00Z')).toBe('2026-01-15T16:00:00.000Z');
    expect(opens({ ...coasts, from: 8 * 60, until: 10 * 60 }, '2026-01-15T13:00:00Z')).toBeUndefined();
  });
  it('never opens without a day', () => expect(opens({ days: [] }, '2026-01-15T12:00:00Z')).toBeUndefined());

  it('opens at a moment at which it is open, none before it was, and asked again it says the same', () => {
    const window = fc.record({
      from: fc.integer({ min: 0, max: 1439 }), until: fc.integer({ min: 0, max: 1439 }), days: fc.subarray(EVERY_DAY, { minLength: 1 }),
      timeZones: fc.subarray(['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'], { minLength: 1, maxLength: 2 }),
    }).filter(({ from, until }) => from !== until);
    const year = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    fc.assert(fc.property(window, year, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (open, now, part) => {
      const opensAt = windowOpensAt(open, now);
      if (opensAt === undefined) return open.timeZones.length > 1;
      expect(opensAt).toBeGreaterThanOrEqual(now);
      expect(windowOpensAt(open, opensAt)).toBe(opensAt);
      const between = now + Math.floor((opensAt - now) * part);
      // A clock that is put back shows an hour twice: the window may have been open in the first of them.
      return opensAt === now || between === opensAt || windowOpensAt(open, between) !== between;
    }), { numRuns: 300 });
  });
});
