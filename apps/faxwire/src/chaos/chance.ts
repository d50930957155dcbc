/** A number from 0 to below 1, the next one each time. */
export type Chance = () => number;

const STEP = 0x6d2b79f5;

/** mulberry32: the same numbers for the same seed, on every machine. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + STEP) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function between(chance: Chance, [least, most]: readonly [number, number]): number {
  return Math.round(least + chance() * (most - least));
}

/** One of them, as often as its weight says. */
export function oneOf<Item extends { readonly weight: number }>(chance: Chance, items: readonly Item[]): Item {
  let left = chance() * items.reduce((sum, { weight }) => sum + weight, 0);
  const found = items.find(({ weight }) => (left -= weight) < 0) ?? items.at(-1);
  if (!found) throw new RangeError('there is nothing to choose from');
  return found;
}

/** One of them, each as often as any other. */
export function anyOf<Item>(chance: Chance, items: readonly Item[]): Item {
  const found = items[Math.floor(chance() * items.length)];
  if (found === undefined) throw new RangeError('there is nothing to choose from');
  return found;
}
