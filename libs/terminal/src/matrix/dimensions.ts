import type { PageResolution } from '@faxwire/t30';
import type { Compression } from '../fax-terminal.ts';

/** One call of the matrix. */
export interface Cell {
  /** Caller and answerer. */
  readonly machines: 'own-spandsp' | 'spandsp-own' | 'own-own';
  /** An answerer that sends is polled. */
  readonly sender: 'caller' | 'answerer';
  readonly ecm: boolean;
  readonly maxBitRate: number;
  readonly resolution: Extract<PageResolution, 'standard' | 'fine' | 'superfine'>;
  readonly compression: Compression;
  readonly pages: number;
  readonly loss: number;
  /** Datagrams lost in a row. */
  readonly burst: number;
  readonly reorder: number;
  readonly duplicate: number;
  readonly errorCorrection: 'redundancy' | 'fec';
}

type Dimensions = { readonly [K in keyof Cell]: readonly Cell[K][] };

export const DIMENSIONS: Dimensions = {
  machines: ['own-spandsp', 'spandsp-own', 'own-own'],
  sender: ['caller', 'answerer'],
  ecm: [true, false],
  maxBitRate: [14_400, 12_000, 9600, 7200, 4800, 2400],
  resolution: ['standard', 'fine', 'superfine'],
  compression: ['mh', 'mr', 'mmr'],
  pages: [1, 3, 30],
  loss: [0, 0.02, 0.05, 0.1],
  burst: [1, 3],
  reorder: [0, 0.02],
  duplicate: [0, 0.1],
  errorCorrection: ['redundancy', 'fec'],
};
export const KEYS = Object.keys(DIMENSIONS) as (keyof Cell)[];

/** Every combination, in an order of its own: 124,416 calls. */
export function cellAt(index: number): Cell {
  let rest = index;
  const chosen = KEYS.map((key) => {
    const values: readonly unknown[] = DIMENSIONS[key];
    const value = values[rest % values.length];
    rest = Math.floor(rest / values.length);
    return [key, value] as const;
  });
  return Object.fromEntries(chosen) as unknown as Cell;
}

export const CELL_COUNT = KEYS.reduce((count, key) => count * DIMENSIONS[key].length, 1);
