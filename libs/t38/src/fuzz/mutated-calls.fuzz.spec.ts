import { playCalls } from './mutated-calls.ts';

const CALLS = Number(process.env.FAXWIRE_FUZZ_CALLS ?? 100_000);
const FIRST = Number(process.env.FAXWIRE_FUZZ_FIRST ?? 1);
/** Between two looks at the memory. */
const BATCH = 5000;
/** A leak of a kilobyte a call would show as more than this in 100,000. */
const MOST_GROWTH_BYTES = 64 * 2 ** 20;

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

it(`${CALLS} mutated calls throw nothing, end by their timers and leave nothing behind`, () => {
  const heaps: number[] = [];
  const look = (call: number): void => void (call % BATCH === 0 && heaps.push(heapBytes()));
  expect(playCalls(FIRST, CALLS, look).problems).toEqual([]);
  expect((heaps.at(-1) ?? 0) - (heaps[1] ?? 0)).toBeLessThan(MOST_GROWTH_BYTES);
}, 4 * 3_600_000);
