import sharp from 'sharp';
import { FAX_WIDTH_PX } from '../bilevel/fax-page.ts';
import { readDirectories } from './directory.ts';
import { TiffTag } from './tags.ts';

export interface G4Strips {
  readonly rowsPerStrip: number;
  readonly strips: readonly Uint8Array[];
}

/** ITU-T T.6 data of one page in one strip, which can go on the line as it is; libtiff (inside sharp) makes it, we take it and write the file ourselves. */
export async function encodeG4(pixels: Uint8Array): Promise<G4Strips> {
  const raw = { width: FAX_WIDTH_PX, height: pixels.length / FAX_WIDTH_PX, channels: 1 } as const;
  const tiff = await sharp(pixels, { raw })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, miniswhite: true, tileHeight: raw.height })
    .toBuffer();
  const [page] = readDirectories(tiff);
  const offsets = page?.get(TiffTag.StripOffsets) ?? [];
  const lengths = page?.get(TiffTag.StripByteCounts) ?? [];
  const rowsPerStrip = page?.get(TiffTag.RowsPerStrip)?.[0] ?? raw.height;
  return { rowsPerStrip, strips: offsets.map((offset, i) => tiff.subarray(offset, offset + (lengths[i] ?? 0))) };
}
