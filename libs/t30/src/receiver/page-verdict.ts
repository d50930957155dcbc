import type { DecodedPage } from '../coding/page-decoder.ts';
import { rowCount } from '../page/raster.ts';

/** Bad rows of which a page is still good, and still readable: where SpanDSP and most machines draw the lines. */
const GOOD_BELOW = 0.05;
const READABLE_BELOW = 0.15;

export type PageVerdict = 'good' | 'poor' | 'bad';

/** With error correction the data arrived as they were sent: an error in them is the sender's own, and sending them again cures nothing. */
export function judgePage(decoded: DecodedPage, ecm: boolean): PageVerdict {
  const rows = rowCount(decoded.raster);
  if (rows === 0) return 'bad';
  const badShare = decoded.badRows / rows;
  // Without its end nobody knows how much of the page is missing.
  const isWhole = ecm ? decoded.ending !== 'broken' : decoded.ending !== 'cut';
  if (badShare < GOOD_BELOW && isWhole) return 'good';
  return badShare < READABLE_BELOW || ecm ? 'poor' : 'bad';
}
