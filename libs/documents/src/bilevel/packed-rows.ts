import { createHash } from 'node:crypto';
import { BLACK } from './fax-page.ts';

/** Eight pixels a byte, first pixel in the highest bit, black is 1, each row starts a byte: what T.4 calls a line. */
export function packRows(pixels: Uint8Array, widthPx: number): Uint8Array {
  const rowBytes = Math.ceil(widthPx / 8);
  const height = pixels.length / widthPx;
  const packed = new Uint8Array(rowBytes * height);
  const wholeBytes = Math.floor(widthPx / 8);
  for (let y = 0; y < height; y++) {
    for (let byte = 0; byte < wholeBytes; byte++) packed[y * rowBytes + byte] = packEight(pixels, y * widthPx + byte * 8);
    for (let x = wholeBytes * 8; x < widthPx; x++) {
      if (pixels[y * widthPx + x] === BLACK) packed[y * rowBytes + wholeBytes]! |= 0x80 >>> (x & 7);
    }
  }
  return packed;
}

/** BLACK has no bits set and WHITE all of them, so one bit of each pixel says it; without branches, for speed. */
function packEight(pixels: Uint8Array, at: number): number {
  const white =
    (pixels[at]! & 0x80) | (pixels[at + 1]! & 0x40) | (pixels[at + 2]! & 0x20) | (pixels[at + 3]! & 0x10) |
    (pixels[at + 4]! & 0x08) | (pixels[at + 5]! & 0x04) | (pixels[at + 6]! & 0x02) | (pixels[at + 7]! & 0x01);
  return ~white & 0xff;
}

/** SHA-256 of the packed rows, in hex: equal pages have equal hashes whatever their TIFF looks like. */
export function pageSha256(pixels: Uint8Array, widthPx: number): string {
  return createHash('sha256').update(packRows(pixels, widthPx)).digest('hex');
}
