import type { PageResolution } from '../page/raster.ts';
import type { FarCapabilities } from './capability-bits.ts';
import type { PageTerms } from './page-terms.ts';

/** T.30 table 2; 300 dots an inch are 11.8 lines/mm. */
export const ROWS_PER_MM: Readonly<Record<PageResolution, number>> = { standard: 3.85, fine: 7.7, superfine: 15.4, '300': 300 / 25.4, '400': 15.4 };
const A4_MM = 297;
const B4_MM = 364;

export interface PageLength {
  readonly length: PageTerms['length'];
  /** A longer page is reduced to this rather than cut: what is cut off is lost, and nobody is told. */
  readonly maxRows: number;
}

/** The shortest paper of the far end that takes the page; paper without end whenever it has that. */
export function lengthFor(far: FarCapabilities, page: { readonly lengthMm: number; readonly resolution: PageResolution }): PageLength {
  const rows = (lengthMm: number): number => Math.floor(lengthMm * ROWS_PER_MM[page.resolution]);
  if (far.length === 'unlimited') return { length: 'unlimited', maxRows: Infinity };
  if (far.length === 'b4' && page.lengthMm > A4_MM + 1) return { length: 'b4', maxRows: rows(B4_MM) };
  return { length: 'a4', maxRows: rows(A4_MM) };
}
