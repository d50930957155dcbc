import { type PageResolution, type Raster, rowCount, rowOctets } from '../page/raster.ts';
import { BitWriter } from './bit-writer.ts';
import { type Changes, noChanges, readChanges } from './changes.ts';
import type { Compression } from './compression.ts';
import { encodeOneDimensional, encodeTwoDimensional } from './encode-row.ts';
import { EOL, ONE_DIMENSIONAL, TWO_DIMENSIONAL } from './mode-code.ts';

export interface PageCoding {
  readonly compression: Compression;
  readonly resolution: PageResolution;
  /** Bits that a row takes at least, its end of line included (bit rate times the minimum scan line time); filled up with zeros. Not for MMR. */
  readonly minRowBits?: number;
}

/** Rows from one that is coded in one dimension to the next (T.4, 4.2.1.1: K); above 7.7 lines/mm no more than 4 may be taken for granted. */
const ROWS_TO_NEXT_ONE_DIMENSIONAL: Readonly<Record<PageResolution, number>> = { standard: 2, fine: 4, superfine: 4, '300': 4, '400': 4 };
const RTC_EOLS = 6;
const EOFB_EOLS = 2;

/** A page as it goes on the line, with its end (RTC; EOFB of MMR): the first bit in the top bit, the last octet filled with zeros. */
export function encodePage(raster: Raster, coding: PageCoding): Uint8Array {
  const writer = new BitWriter(raster.octets.length >> 3);
  if (coding.compression === 'mmr') encodeT6(raster, writer);
  else encodeT4(raster, coding, writer);
  return writer.end();
}

function encodeT6(raster: Raster, writer: BitWriter): void {
  encodeRows(raster, writer);
  for (let n = 0; n < EOFB_EOLS; n += 1) writer.put(EOL);
}

/** The rows of a raster in T.6, the first one below white, without an end. */
export function encodeRows(raster: Raster, writer: BitWriter): void {
  eachRow(raster, (rows) => encodeTwoDimensional(rows, raster.widthPx, writer));
}

function encodeT4(raster: Raster, coding: PageCoding, writer: BitWriter): void {
  const { compression, minRowBits = 0 } = coding;
  const every = compression === 'mh' ? 1 : ROWS_TO_NEXT_ONE_DIMENSIONAL[coding.resolution];
  eachRow(raster, (rows, index) => {
    const startBits = writer.bits;
    const oneDimensional = index % every === 0;
    putEol(compression, oneDimensional, writer);
    if (oneDimensional) encodeOneDimensional(rows.here, raster.widthPx, writer);
    else encodeTwoDimensional(rows, raster.widthPx, writer);
    writer.zerosUpTo(startBits + minRowBits);
  });
  for (let n = 0; n < RTC_EOLS; n += 1) putEol(compression, true, writer);
}

function putEol(compression: Compression, oneDimensional: boolean, writer: BitWriter): void {
  writer.put(EOL);
  if (compression === 'mr') writer.put(oneDimensional ? ONE_DIMENSIONAL : TWO_DIMENSIONAL);
}

/** Each row with the one above it; above the first is white. */
function eachRow(raster: Raster, act: (rows: { readonly above: Changes; readonly here: Changes }, index: number) => void): void {
  const { widthPx, octets } = raster;
  const length = rowOctets(widthPx);
  let [above, here] = [noChanges(widthPx), noChanges(widthPx)];
  for (let index = 0; index < rowCount(raster); index += 1) {
    readChanges(octets.subarray(index * length, (index + 1) * length), here, widthPx);
    act({ above, here }, index);
    [above, here] = [here, above];
  }
}
