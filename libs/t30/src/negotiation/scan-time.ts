import { bitOf } from '../frame/bits.ts';
import type { PageResolution } from '../page/raster.ts';

const FIRST_BIT = 21;

/** DIS bits 21 to 23: milliseconds a row at 3.85 and at 7.7 lines/mm (T.30 table 2). */
const OFFERED: Readonly<Record<string, readonly [standardMs: number, fineMs: number]>> = {
  '000': [20, 20],
  '001': [40, 40],
  '010': [10, 10],
  '100': [5, 5],
  '011': [10, 5],
  '101': [40, 20],
  '110': [20, 10],
  '111': [0, 0],
};
const CHOSEN: readonly (readonly [string, number])[] = [
  ['000', 20],
  ['001', 40],
  ['010', 10],
  ['100', 5],
  ['111', 0],
];
/** Bit 46: rows of 15.4 lines/mm need half the time of those of 7.7. */
const HALVED_AT_SUPERFINE = 46;

export function offeredScanMs(field: Uint8Array, resolution: PageResolution): number {
  const [standardMs, fineMs] = OFFERED[codeOf(field)] ?? [20, 20];
  if (resolution === 'standard') return standardMs;
  const isHalved = resolution !== 'fine' && bitOf(field, HALVED_AT_SUPERFINE);
  return isHalved ? roundedUp(fineMs / 2) : fineMs;
}

export function chosenScanMs(field: Uint8Array): number {
  return CHOSEN.find(([code]) => code === codeOf(field))?.[1] ?? 20;
}

/** The same codes serve DIS, where they mean this time at every resolution. */
export function scanBits(minScanLineMs: number): number[] {
  const code = CHOSEN.find(([, ms]) => ms === roundedUp(minScanLineMs))?.[0] ?? '000';
  return [0, 1, 2].filter((at) => code[at] === '1').map((at) => FIRST_BIT + at);
}

/** DCS can say 0, 5, 10, 20 and 40 ms: 2.5 is told as 5. */
function roundedUp(timeMs: number): number {
  return [0, 5, 10, 20, 40].find((step) => step >= timeMs) ?? 40;
}

function codeOf(field: Uint8Array): string {
  return [0, 1, 2].map((at) => (bitOf(field, FIRST_BIT + at) ? '1' : '0')).join('');
}
