import fc from 'fast-check';
import { retryAfterOf } from './retry-after.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('Retry-After', () => {
  it.each([
    [429, '0', 0],
    [429, ' 120 ', 120_000],
    [503, '5', 5_000],
    [503, 'Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
    [429, 'Sun, 01 Mar 2026 11:00:00 GMT', 0],
    [500, '5', undefined],
    [429, '-5', undefined],
    [429, '1.5', undefined],
    [429, '99999999999999999999', undefined],
    [429, 'soon', undefined],
    [429, '2026', 2_026_000],
    [429, '2027-01-01', undefined],
    [429, '', undefined],
    [429, undefined, undefined],
  ])('of a %i that says %j asks for %j ms', (status, header, wait) => {
    expect(retryAfterOf(status, header, NOW)).toBe(wait);
  });

  it('of any text is undefined or a wait', () => {
    fc.assert(fc.property(fc.string(), (header) => {
      const wait = retryAfterOf(429, header, NOW);
      expect(wait === undefined || (Number.isFinite(wait) && wait >= 0)).toBe(true);
    }));
  });
});
