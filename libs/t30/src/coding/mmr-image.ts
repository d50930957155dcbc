import { type Raster, rowOctets } from '../page/raster.ts';
import { BitReader } from './bit-reader.ts';
import { BitWriter } from './bit-writer.ts';
import { encodeRows } from './encode-page.ts';
import { EOL } from './mode-code.ts';
import { RowBuffer } from './row-buffer.ts';
import { RowDecoder } from './row-decoder.ts';

/** A whole page in T.6, as a TIFF has it in one strip and a line in error correction mode. */
export interface MmrImage {
  readonly widthPx: number;
  readonly rows: number;
  /** The first bit on the line in the top bit; EOFB, then zeros up to the end of the octet. */
  readonly octets: Uint8Array;
}

const EOL_BITS = EOL & 15;
const EOL_WORD = EOL >> 4;
/** EOFB (T.6, 2.4.1.1): two ends of line. */
const EOFB_BITS = 2 * EOL_BITS;
const EOFB_WORD = (EOL_WORD << EOL_BITS) | EOL_WORD;

/** The image, if it ends as it has to; undefined for one that was cut off. */
export function mmrImage(image: MmrImage): MmrImage | undefined {
  return endOf(image.octets) === undefined ? undefined : image;
}

/**
 * The image with other dots in its first rows, which `paint` changes in place. Nothing below is decoded: a row is coded by the one
 * above it alone, so all bits from the second unchanged row on stay what they are. Undefined where the page has no such row, or cannot be read so far.
 */
export function repainted(image: MmrImage, rows: number, paint: (top: Raster) => void): MmrImage | undefined {
  const endBits = endOf(image.octets);
  const top = rows < image.rows ? topOf(image, rows + 1) : undefined;
  if (endBits === undefined || top === undefined) return undefined;
  const length = rows * rowOctets(image.widthPx);
  paint({ widthPx: image.widthPx, octets: top.raster.octets.subarray(0, length) });
  const writer = new BitWriter(image.octets.length);
  encodeRows(top.raster, writer);
  writer.copy(image.octets, top.bits, endBits);
  return { ...image, octets: writer.end() };
}

/** The first rows, and the bits that they take. */
function topOf({ octets, widthPx }: MmrImage, rows: number): { readonly raster: Raster; readonly bits: number } | undefined {
  const reader = new BitReader();
  reader.push(octets);
  const [decoder, buffer] = [new RowDecoder(reader, widthPx), new RowBuffer(widthPx, rows)];
  while (!buffer.isFull) {
    decoder.begin(false);
    if (decoder.resume() !== 'whole') return undefined;
    buffer.paint(decoder.row);
    decoder.keep();
  }
  return { raster: buffer.raster(), bits: octets.length * 8 - reader.available };
}

/** Where EOFB ends, in bits; undefined where something else stands in its place. */
function endOf(octets: Uint8Array): number | undefined {
  let last = octets.length - 1;
  while (last >= 0 && octets[last] === 0) last -= 1;
  if (last < 0) return undefined;
  const end = last * 8 + 8 - trailingZeros(octets[last]!);
  if (end < EOFB_BITS) return undefined;
  const reader = new BitReader();
  const from = (end - EOFB_BITS) >> 3;
  reader.push(octets.subarray(from, last + 1));
  reader.skip(end - EOFB_BITS - from * 8);
  return reader.peek(EOFB_BITS) === EOFB_WORD ? end : undefined;
}

function trailingZeros(octet: number): number {
  return 31 - Math.clz32(octet & -octet);
}
