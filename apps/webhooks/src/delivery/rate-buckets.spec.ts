import { RateBuckets } from './rate-buckets.ts';

describe('the rate of an endpoint', () => {
  it('lets a second\'s worth begin at once, and then one after the other', () => {
    const buckets = new RateBuckets();
    expect(buckets.available('a', 2, 0)).toBe(2);
    buckets.take('a', 2, 0);
    buckets.take('a', 2, 0);
    expect([buckets.available('a', 2, 0), buckets.nextAt('a', 2, 0)]).toEqual([0, 500]);
    expect([buckets.available('a', 2, 499), buckets.available('a', 2, 500), buckets.available('a', 2, 60_000)]).toEqual([0, 1, 2]);
    expect(buckets.nextAt('a', 2, 500)).toBe(500);
  });

  it('of one says nothing about another, and is forgotten with its limit', () => {
    const buckets = new RateBuckets();
    buckets.take('a', 1, 0);
    expect([buckets.available('a', 1, 0), buckets.available('b', 1, 0)]).toEqual([0, 1]);
    buckets.keep(new Set());
    expect(buckets.available('a', 1, 0)).toBe(1);
  });
});
