import { inTurns, median, percentile } from './statistics.ts';

describe('the figures of a benchmark', () => {
  it('are values that were measured', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([median(values), percentile(values, 0.99), percentile(values, 1), percentile(values, 0)]).toEqual([50, 99, 100, 1]);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNaN();
  });

  it('come from contestants that take turns', async () => {
    const order: string[] = [];
    const figures = await inTurns(3, {
      a: async () => order.push('a'),
      b: async () => order.push('b'),
    });
    expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect(figures).toEqual({ a: [1, 3, 5], b: [2, 4, 6] });
  });
});
