import type { FaxPage, PageResolution } from '../page/raster.ts';
import { rowOctets } from '../page/raster.ts';

/** How full a page is: blank, like text, or like a photograph. */
export type Ink = 'blank' | 'text' | 'noise';

export interface SpecimenForm {
  readonly widthPx?: number;
  readonly rows?: number;
  readonly resolution?: PageResolution;
  readonly ink?: Ink;
  /** Pages of different seeds look different. */
  readonly seed?: number;
}

/** A page for specs, the same for the same form. */
export function specimenPage(form: SpecimenForm = {}): FaxPage {
  const { widthPx = 1728, rows = 60, resolution = 'fine', ink = 'text', seed = 1 } = form;
  const octets = new Uint8Array(rowOctets(widthPx) * rows);
  const random = generator(seed);
  if (ink === 'noise') octets.forEach((_, at) => (octets[at] = random() & random()));
  if (ink === 'text') paintText(octets, rowOctets(widthPx), random);
  const spare = rowOctets(widthPx) * 8 - widthPx;
  if (spare > 0) for (let at = rowOctets(widthPx) - 1; at < octets.length; at += rowOctets(widthPx)) octets[at]! &= 0xff << spare;
  return { raster: { widthPx, octets }, resolution };
}

/** Strokes of a few octets on three rows of four. */
function paintText(octets: Uint8Array, rowLength: number, random: () => number): void {
  for (let row = 0; row * rowLength < octets.length; row += 1) {
    if (row % 4 === 3) continue;
    for (let stroke = 0; stroke < 12; stroke += 1) octets[row * rowLength + (random() % rowLength)] = random();
  }
}

/** Numerical Recipes' linear congruence; its upper bits are random enough for a picture. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
}
