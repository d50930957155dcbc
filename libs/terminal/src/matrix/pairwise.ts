import { randomOf } from '../specimen/rough-line.ts';
import type { Cell } from './dimensions.ts';
import { CELL_COUNT, cellAt, KEYS } from './dimensions.ts';

/** Cells that are looked at for each one that is taken. */
const CANDIDATES = 60;
/** Pairs in a row that no candidate adds to: the rest is not worth more calls. */
const PATIENCE = 20;

/** Few cells in which every two values of different dimensions meet (nearly) at least once. The same ones every time. */
export function pairwiseCells(most = Infinity): Cell[] {
  const random = randomOf(38);
  const seen = new Set<string>();
  const cells: Cell[] = [];
  for (let idle = 0; idle < PATIENCE && cells.length < most; ) {
    const best = bestOf(Array.from({ length: CANDIDATES }, () => cellAt(Math.floor(random() * CELL_COUNT))), seen);
    idle = best.gain === 0 ? idle + 1 : 0;
    if (best.gain === 0) continue;
    for (const pair of pairsOf(best.cell)) seen.add(pair);
    cells.push(best.cell);
  }
  return cells;
}

function bestOf(candidates: readonly Cell[], seen: ReadonlySet<string>): { readonly cell: Cell; readonly gain: number } {
  const scored = candidates.map((cell) => ({ cell, gain: pairsOf(cell).filter((pair) => !seen.has(pair)).length }));
  return scored.reduce((best, next) => (next.gain > best.gain ? next : best));
}

export function pairsOf(cell: Cell): string[] {
  return KEYS.flatMap((first, i) => KEYS.slice(i + 1).map((second) => `${first}=${cell[first]} ${second}=${cell[second]}`));
}
