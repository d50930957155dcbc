import { mutatedCall, problemOf } from '../testing/mutated-call.ts';

/** Each takes about ten milliseconds. */
const CALLS = Number(process.env.FAXWIRE_T30_CALLS ?? 20_000);
const SEED = Number(process.env.FAXWIRE_T30_SEED ?? 1);
/** Between two looks at the memory. */
const BATCH = 1000;
/** A leak of a kilobyte a call shows as much more. */
const GROWTH_BYTES = 64 * 2 ** 20;

const heapBytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

it(`${CALLS} mutated calls end, crash nothing and keep no memory`, () => {
  const problems: string[] = [];
  const heaps: number[] = [];
  for (let seed = SEED; seed < SEED + CALLS; seed += 1) {
    const problem = problemOf(mutatedCall(seed));
    if (problem !== undefined) problems.push(`seed ${seed}: ${problem}`);
    if (seed % BATCH === 0) heaps.push(heapBytes());
  }
  expect(problems).toEqual([]);
  expect((heaps.at(-1) ?? 0) - (heaps[1] ?? 0)).toBeLessThan(GROWTH_BYTES);
}, 4 * 3_600_000);
