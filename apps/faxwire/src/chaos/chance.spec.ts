import { between, chanceOf, oneOf } from './chance.ts';

const first = (seed: number, count: number): number[] => {
  const chance = chanceOf(seed);
  return Array.from({ length: count }, chance);
};

describe('the generator', () => {
  it('gives the same numbers for the same seed, and other ones for another', () => {
    expect(first(7, 50)).toEqual(first(7, 50));
    expect(first(7, 50)).not.toEqual(first(8, 50));
  });

  it('is mulberry32: numbers that others compute too', () => {
    expect(first(1, 3).map((number) => Math.round(number * 2 ** 32))).toEqual([2_693_262_067, 11_749_833, 2_265_367_787]);
  });

  it('spreads evenly from 0 to below 1', () => {
    const numbers = first(3, 10_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toBeCloseTo(0.5, 1);
  });

  it('chooses by weight, and within bounds', () => {
    const chance = chanceOf(5);
    const chosen = Array.from({ length: 4_000 }, () => oneOf(chance, [{ name: 'often', weight: 3 }, { name: 'never', weight: 0 }, { name: 'seldom', weight: 1 }]).name);
    expect(chosen.filter((name) => name === 'often').length / chosen.length).toBeCloseTo(0.75, 1);
    expect(chosen).not.toContain('never');
    const lengths = Array.from({ length: 1_000 }, () => between(chance, [10, 12]));
    expect([...new Set(lengths)].toSorted()).toEqual([10, 11, 12]);
  });
});
