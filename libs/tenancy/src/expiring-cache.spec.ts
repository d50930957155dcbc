import { ExpiringCache } from './expiring-cache.ts';

describe('the expiring cache', () => {
  it('forgets after its time, and the oldest first when it is full', () => {
    let now = 0;
    const cache = new ExpiringCache<number>({ maxEntries: 2, ttlMs: 10 }, () => now);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.set('c', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([undefined, 2, 3]);
    now = 10;
    expect(cache.get('c')).toBeUndefined();
  });
});
