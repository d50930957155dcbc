import fc from 'fast-check';
import { type Raster, rowOctets } from '../page/raster.ts';

/** For specs: pages of all kinds. */
export const WIDTHS = [1728, 2048, 2432, 2592, 3072, 3648, 3456, 4096, 4864] as const;

/** Rows of runs; many repeat the row above with its edges moved a little, as drawn things do. */
export function anyRaster(widths: readonly number[] = WIDTHS, maxRows = 12): fc.Arbitrary<Raster> {
  const row = fc.record({
    runs: fc.array(fc.oneof(fc.nat(8), fc.nat(70), fc.nat(3000)), { maxLength: 60 }),
    shift: fc.option(fc.integer({ min: -5, max: 5 })),
  });
  return fc
    .record({ widthPx: fc.constantFrom(...widths), rows: fc.array(row, { minLength: 1, maxLength: maxRows }) })
    .map(({ widthPx, rows }) => {
      let runs: readonly number[] = [];
      return rasterOf(widthPx, rows.map((next) => {
        runs = next.shift === null ? next.runs : runs.map((run, i) => Math.max(run + (i % 2 === 0 ? 1 : -1) * next.shift!, 0));
        return runs;
      }));
    });
}

/** Runs of each row, white first; what is left is white. */
export function rasterOf(widthPx: number, rows: readonly (readonly number[])[]): Raster {
  const length = rowOctets(widthPx);
  const octets = new Uint8Array(length * rows.length);
  rows.forEach((runs, index) => {
    let at = 0;
    runs.forEach((run, i) => {
      for (let dot = at; i % 2 === 1 && dot < Math.min(at + run, widthPx); dot += 1) octets[index * length + (dot >> 3)]! |= 0x80 >> (dot & 7);
      at += run;
    });
  });
  return { widthPx, octets };
}

/** Lines of what looks like print: strokes of 3 to 8 dots that go on for some rows. */
export function printedPage(widthPx: number, rows: number): Raster {
  const random = counter(7);
  let runs: number[] = [];
  return rasterOf(widthPx, Array.from({ length: rows }, (_, index) => {
    const inLine = index % 40 < 28;
    if (!inLine) return [];
    if (index % 40 === 0) runs = Array.from({ length: 220 }, () => 2 + (random() % 9));
    else if (index % 3 === 0) runs = runs.map((run) => Math.max(1, run + (random() % 3) - 1));
    return [120, ...runs];
  }));
}

/** Dots without any order: the worst page for every code. */
export function noisePage(widthPx: number, rows: number): Raster {
  const random = counter(3);
  return { widthPx, octets: Uint8Array.from({ length: rowOctets(widthPx) * rows }, () => random() >> 7) };
}

/** Numbers below 2^31 that are the same in every run (a linear congruence: x * 1103515245 + 12345). */
export function counter(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff);
}
