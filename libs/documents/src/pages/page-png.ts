import { crc32, deflate } from 'node:zlib';
import { promisify } from 'node:util';
import { packRows } from '../bilevel/packed-rows.ts';
import { readGrey } from '../image/decoder.ts';
import { MAX_PAGE_LENGTH_INCHES } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { Turnstile } from '../turnstile.ts';
import type { FaxTiffPage } from './fax-tiff-index.ts';
import { squared } from './square-dots.ts';

const deflated = promisify(deflate);
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const METRES_PER_INCH = 0.0254;
/** Each holds a page as pixels, 70 MB at worst; the others wait. */
const PICTURES_AT_ONCE = 2;
const turnstile = new Turnstile(PICTURES_AT_ONCE);

/** T.4's finest lines. */
const FINEST_DPI = 400;

export interface PageInFile {
  readonly path: string;
  /** 0-based. */
  readonly index: number;
  readonly page: FaxTiffPage;
}

/** A page as a PNG of one bit a pixel. Every dot of the page is in it; `squared` says what becomes of dots that are not square. */
export function pagePng(from: PageInFile): Promise<Buffer> {
  if (from.page.heightPx > MAX_PAGE_LENGTH_INCHES * FINEST_DPI) throw new DocumentRefused('document_page_too_large');
  return turnstile.pass(() => encode(from));
}

async function encode({ path, index, page }: PageInFile): Promise<Buffer> {
  const { pixels } = await readGrey(path, index, { width: page.widthPx, height: page.heightPx });
  const { widthPx, heightPx, xDpi, yDpi, times } = squared(page);
  const rows = packRows(times.x === 1 ? pixels : widened(pixels, times.x), widthPx);
  const bytes = Math.ceil(widthPx / 8);
  const lines = Buffer.alloc((bytes + 1) * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const from = Math.floor(y / times.y) * bytes;
    // Each line begins with its filter, 0: none. Black is 1 on the line and 0 in a PNG.
    for (let at = 0; at < bytes; at++) lines[y * (bytes + 1) + 1 + at] = ~rows[from + at]! & 0xff;
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header(widthPx, heightPx)),
    chunk('pHYs', density(xDpi, yDpi)),
    chunk('IDAT', await deflated(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function widened(pixels: Uint8Array, times: number): Uint8Array {
  const wide = new Uint8Array(pixels.length * times);
  for (let at = 0; at < wide.length; at++) wide[at] = pixels[Math.floor(at / times)]!;
  return wide;
}

function header(widthPx: number, heightPx: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(widthPx, 0);
  bytes.writeUInt32BE(heightPx, 4);
  // One bit a pixel; colour type 0 is grey.
  bytes[8] = 1;
  return bytes;
}

/** In pixels a metre, the only unit that PNG knows. */
function density(xDpi: number, yDpi: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeUInt32BE(Math.round(xDpi / METRES_PER_INCH), 0);
  bytes.writeUInt32BE(Math.round(yDpi / METRES_PER_INCH), 4);
  bytes[8] = 1;
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
