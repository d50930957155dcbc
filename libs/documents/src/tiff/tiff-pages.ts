import type { PageSize } from '@faxwire/fax';
import { BLACK, type FaxPage, type FaxResolution, FAX_WIDTH_PX, FAX_X_DPI, faxYDpi, WHITE } from '../bilevel/fax-page.ts';
import { readGrey } from '../image/decoder.ts';
import { imagePage } from '../image/image-page.ts';
import { MAX_PAGE_LENGTH_INCHES } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { readDirectories, type TiffDirectory } from './directory.ts';
import { type TiffPageSize, tiffPageSize } from './page-size.ts';
import { TiffTag } from './tags.ts';

/** Fax programs write 203, 204 or 200, and 96 to 100 or 192 to 200 for the same lines (RFC 2306, section 2.2). */
const DPI_TOLERANCE = 0.04;

export interface TiffSource {
  readonly path: string;
  /** What is in the file. */
  readonly bytes: Uint8Array;
  /** For pages that say no size. */
  readonly pageSize?: PageSize | undefined;
}

/** Opens a TIFF: its directories, checked, at least one. */
export function openTiff(bytes: Uint8Array): TiffDirectory[] {
  const directories = readDirectories(bytes);
  if (directories.length === 0) throw new DocumentRefused('document_broken');
  return directories;
}

/** The fax pages of a TIFF. Pages that are fax pages already, at the wanted resolution or less, stay pixel by pixel. */
export async function* tiffPages({ path, bytes, pageSize }: TiffSource, resolution: FaxResolution): AsyncGenerator<FaxPage> {
  for (const [page, directory] of openTiff(bytes).entries()) {
    const size = tiffPageSize(directory);
    const ready = faxDpiOf(directory, size);
    if (ready !== undefined && ready <= faxYDpi[resolution]) yield await asItIs({ path, page }, size, ready);
    else yield await imagePage({ path, page, dpi: { x: size.xDpi, y: size.yDpi }, pageSize }, resolution);
  }
}

function faxDpiOf(directory: TiffDirectory, size: TiffPageSize): number | undefined {
  const bits = directory.get(TiffTag.BitsPerSample)?.[0] ?? 1;
  const orientation = directory.get(TiffTag.Orientation)?.[0] ?? 1;
  if (bits !== 1 || orientation !== 1 || size.widthPx !== FAX_WIDTH_PX || !isNear(size.xDpi, FAX_X_DPI)) return undefined;
  return Object.values(faxYDpi).find((yDpi) => isNear(size.yDpi, yDpi));
}

function isNear(dpi: number, wanted: number): boolean {
  return Math.abs(dpi - wanted) <= wanted * DPI_TOLERANCE;
}

async function asItIs(at: { path: string; page: number }, size: TiffPageSize, yDpi: number): Promise<FaxPage> {
  if (size.heightPx > MAX_PAGE_LENGTH_INCHES * yDpi) throw new DocumentRefused('document_page_too_large');
  const { pixels } = await readGrey(at.path, at.page, { width: size.widthPx, height: size.heightPx });
  const middle = 128;
  return { heightPx: size.heightPx, yDpi, pixels: pixels.map((grey) => (grey < middle ? BLACK : WHITE)) };
}
