import type { MmrImage } from '../coding/mmr-image.ts';

/** A page of black and white dots. */
export interface Raster {
  readonly widthPx: number;
  /** Rows of `ceil(widthPx / 8)` octets, one after another; the leftmost dot is the top bit, 1 is black; spare bits are 0. */
  readonly octets: Uint8Array;
}

export function rowOctets(widthPx: number): number {
  return (widthPx + 7) >> 3;
}

export function rowCount(raster: Raster): number {
  return Math.floor(raster.octets.length / rowOctets(raster.widthPx));
}

/** Dots and lines of a page (T.30 DCS bits 15, 41 to 44): R8 (204) by 3.85, 7.7 and 15.4 lines/mm; 300; R16 (400) by 15.4 lines/mm. */
export type PageResolution = 'standard' | 'fine' | 'superfine' | '300' | '400';

export interface FaxPage {
  readonly raster: Raster;
  readonly resolution: PageResolution;
  /** The same dots as they are coded already: a machine that takes T.6 at this size gets them without the raster being asked for. */
  readonly mmr?: MmrImage | undefined;
}

/** Width and length of a page; does not decode it. */
export function pageSize(page: FaxPage): { readonly widthPx: number; readonly rows: number } {
  return page.mmr ?? { widthPx: page.raster.widthPx, rows: rowCount(page.raster) };
}
