import type { FaxPage } from '@faxwire/t30';
import { rowCount, rowOctets } from '@faxwire/t30';

/** Rows of a page that arrived as they were sent, in their order. Rows that were lost or came out of nothing shift the others. */
export function survivingRows(sent: FaxPage, received: FaxPage): number {
  return longestCommon(rowsOf(sent), rowsOf(received));
}

/** Length of the longest sequence that both have, gaps allowed. */
function longestCommon(before: readonly string[], after: readonly string[]): number {
  let above = new Uint32Array(after.length + 1);
  for (const row of before) {
    const lengths = new Uint32Array(after.length + 1);
    after.forEach((other, i) => {
      lengths[i + 1] = row === other ? (above[i] ?? 0) + 1 : Math.max(above[i + 1] ?? 0, lengths[i] ?? 0);
    });
    above = lengths;
  }
  return above[after.length] ?? 0;
}

function rowsOf({ raster }: FaxPage): string[] {
  const length = rowOctets(raster.widthPx);
  return Array.from({ length: rowCount(raster) }, (_, row) => Buffer.from(raster.octets.subarray(row * length, (row + 1) * length)).toString('latin1'));
}
