import { readFile } from 'node:fs/promises';
import { pageSha256 } from '../bilevel/packed-rows.ts';
import { readGrey } from '../image/decoder.ts';
import { BLACK, WHITE } from '../bilevel/fax-page.ts';
import { MAX_PAGE_LENGTH_INCHES } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { readDirectories } from './directory.ts';
import { type TiffPageSize, tiffPageSize } from './page-size.ts';

export interface ReadFaxPage extends TiffPageSize {
  /** Of the packed 1-bit rows: equal for a page sent and the same page received. */
  readonly sha256: string;
}

/** T.4's widest line at its finest (A3 at 400 dpi): a received page cannot be wider. */
const WIDEST_PX = 4864;
const FINEST_DPI = 400;

/**
 * The pages of a fax TIFF, ours or a received one, to be compared by hash.
 * @throws Error when the file is no fax TIFF
 */
export async function readFaxPages(tiffPath: string): Promise<ReadFaxPage[]> {
  const directories = readDirectories(await readFile(tiffPath));
  const pages: ReadFaxPage[] = [];
  for (const [index, directory] of directories.entries()) {
    const size = tiffPageSize(directory);
    if (size.widthPx > WIDEST_PX || size.heightPx > MAX_PAGE_LENGTH_INCHES * FINEST_DPI) throw new DocumentRefused('document_page_too_large');
    const { pixels } = await readGrey(tiffPath, index, { width: size.widthPx, height: size.heightPx });
    const bilevel = pixels.map((grey) => (grey < 128 ? BLACK : WHITE));
    pages.push({ ...size, sha256: pageSha256(bilevel, size.widthPx) });
  }
  return pages;
}
