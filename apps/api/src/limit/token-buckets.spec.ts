import { TokenBuckets } from './token-buckets.ts';

describe('a token bucket', () => {
  const rate = { perSecond: 10, burst: 3 };

  it('lets a burst through, then as many as its rate', () => {
    let now = 0;
    const buckets = new TokenBuckets(10, () => now);
    expect([1, 2, 3].map(() => buckets.take('a', rate).remaining)).toEqual([2, 1, 0]);
    expect(buckets.take('a', rate)).toEqual({ ok: false, remaining: 0, waitMs: 100 });
    now = 100;
    expect(buckets.take('a', rate).ok).toBe(true);
    expect(buckets.take('a', rate).ok).toBe(false);
    now = 10_000;
    expect([1, 2, 3, 4].map(() => buckets.take('a', rate).ok)).toEqual([true, true, true, false]);
  });

  it('is each name\'s own, and takes nothing where the clock is set back', () => {
    let now = 1_000;
    const buckets = new TokenBuckets(10, () => now);
    buckets.take('a', { perSecond: 10, burst: 1 });
    expect(buckets.take('b', { perSecond: 10, burst: 1 }).ok).toBe(true);
    now = 0;
    expect(buckets.take('a', { perSecond: 10, burst: 1 })).toEqual({ ok: false, remaining: 0, waitMs: 100 });
  });

  it('is one of a bounded number: the longest idle makes room', () => {
    const buckets = new TokenBuckets(2, () => 0);
    const one = { perSecond: 1, burst: 1 };
    for (const name of ['a', 'b', 'c']) buckets.take(name, one);
    expect([buckets.take('c', one).ok, buckets.take('a', one).ok]).toEqual([false, true]);
  });
});
