import { type Raster, rowCount, rowOctets } from './raster.ts';

/** The raster in at most so many rows: rows that fall on one another are printed over one another. */
export function shortened(raster: Raster, maxRows: number): Raster {
  const rows = rowCount(raster);
  if (rows <= maxRows) return raster;
  const length = rowOctets(raster.widthPx);
  const octets = new Uint8Array(maxRows * length);
  for (let row = 0; row < rows; row += 1) {
    const to = Math.floor((row * maxRows) / rows) * length;
    for (let at = 0; at < length; at += 1) octets[to + at]! |= raster.octets[row * length + at]!;
  }
  return { widthPx: raster.widthPx, octets };
}
