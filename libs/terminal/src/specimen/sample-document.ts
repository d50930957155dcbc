import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

/** For specs: fax pages in a folder of their own. */
const WIDTH_PX = 1728;
/** Short pages keep calls short; 204 x 196 dots an inch as documents are rendered. */
const HEIGHT_PX = 400;
const X_DOTS_PER_MM = 204 / 25.4;
const Y_DOTS_PER_MM = 196 / 25.4;
const MARK_PX = 40;
const MARKS = 300;

export class SampleFolder {
  private constructor(readonly path: string) {}

  static async create(): Promise<SampleFolder> {
    return new SampleFolder(await mkdtemp(join(tmpdir(), 'faxwire-terminal-')));
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** A T.6 TIFF whose pages differ from each other. */
  async document(pages: number): Promise<string> {
    const path = this.file(`document-${pages}.tif`);
    const pixels = Buffer.concat(Array.from({ length: pages }, (_, n) => page(n)));
    const raw = { width: WIDTH_PX, height: HEIGHT_PX * pages, channels: 1, pageHeight: HEIGHT_PX } as const;
    await sharp(pixels, { raw })
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1, miniswhite: true, xres: X_DOTS_PER_MM, yres: Y_DOTS_PER_MM })
      .toFile(path);
    return path;
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** Every page of a TIFF by a digest of its pixels: what was drawn, whatever the file is coded in. */
export async function pixelsOf(tiffPath: string): Promise<string[]> {
  const { pages = 1 } = await sharp(tiffPath).metadata();
  const digests: string[] = [];
  for (let n = 0; n < pages; n += 1) {
    const pixels = await sharp(tiffPath, { page: n }).toColourspace('b-w').raw().toBuffer();
    digests.push(createHash('sha256').update(pixels).digest('hex'));
  }
  return digests;
}

function page(n: number): Buffer {
  const pixels = Buffer.alloc(WIDTH_PX * HEIGHT_PX, 0xff);
  for (let mark = 0; mark < MARKS; mark += 1) {
    const row = (mark * 37 + n * 11) % HEIGHT_PX;
    const column = (mark * 101 * (n + 1)) % (WIDTH_PX - MARK_PX);
    pixels.fill(0, row * WIDTH_PX + column, row * WIDTH_PX + column + MARK_PX);
  }
  return pixels;
}
