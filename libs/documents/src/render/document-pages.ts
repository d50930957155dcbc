import { readFile } from 'node:fs/promises';
import type { PageSize } from '@faxwire/fax';
import type { FaxPage, FaxResolution } from '../bilevel/fax-page.ts';
import { imagePage } from '../image/image-page.ts';
import { readImageHead } from '../image/decoder.ts';
import type { DocumentKind } from '../kind.ts';
import { openPdf } from '../pdf/pdf-document.ts';
import { pdfPages } from '../pdf/pdf-pages.ts';
import type { Pdfium } from '../pdf/pdfium.ts';
import { textToPdf } from '../text/text-pdf.ts';
import { openTiff, tiffPages } from '../tiff/tiff-pages.ts';

export interface DocumentSource {
  readonly kind: DocumentKind;
  readonly path: string;
  /** Paper of text, and of pictures that say no size. */
  readonly pageSize?: PageSize | undefined;
}

export interface DocumentPages {
  readonly pages: AsyncIterable<FaxPage> | Iterable<FaxPage>;
  readonly replacedCharacters: number;
}

/** The one switch over document kinds: any document as fax pages. */
export async function documentPages(pdfium: Pdfium, { kind, path, pageSize }: DocumentSource, resolution: FaxResolution): Promise<DocumentPages> {
  if (kind === 'text') {
    const { bytes, replacedCharacters } = textToPdf(await readFile(path, 'utf8'), pageSize);
    return { pages: pdfPages(pdfium, bytes, resolution), replacedCharacters };
  }
  if (kind === 'pdf') return { pages: pdfPages(pdfium, await readFile(path), resolution), replacedCharacters: 0 };
  if (kind === 'tiff') return { pages: tiffPages({ path, bytes: await readFile(path), pageSize }, resolution), replacedCharacters: 0 };
  return { pages: [await imagePage({ path, page: 0, pageSize }, resolution)], replacedCharacters: 0 };
}

/** How many pages a document has; everything that can be refused without drawing is refused here. */
export async function countPages(pdfium: Pdfium, { kind, path, pageSize }: DocumentSource): Promise<number> {
  if (kind === 'text') return openPdf(pdfium, textToPdf(await readFile(path, 'utf8'), pageSize).bytes).pageCount;
  if (kind === 'pdf') return openPdf(pdfium, await readFile(path)).pageCount;
  if (kind === 'tiff') return openTiff(await readFile(path)).length;
  await readImageHead(path, 0);
  return 1;
}
