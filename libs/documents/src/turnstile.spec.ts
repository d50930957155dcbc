import { Turnstile } from './turnstile.ts';

describe('a turnstile', () => {
  it('lets so many through at a time, in order, also past those who fail', async () => {
    const turnstile = new Turnstile(2);
    const order: number[] = [];
    let [inside, most] = [0, 0];
    const pass = (n: number) => turnstile.pass(async () => {
      order.push(n);
      most = Math.max(most, (inside += 1));
      await new Promise(setImmediate);
      inside -= 1;
      if (n % 3 === 0) throw new Error('failed');
      return n;
    });
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => pass(n)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(2);
  });
});
