import { FAX_WIDTH_PX, type FaxPage, type FaxResolution, faxYDpi } from '../bilevel/fax-page.ts';
import { toBilevel } from '../bilevel/to-bilevel.ts';
import { drawPage } from './draw-page.ts';
import { openPdf } from './pdf-document.ts';
import type { Pdfium } from './pdfium.ts';

/** The fax pages of a PDF, one at a time. */
export function* pdfPages(pdfium: Pdfium, bytes: Uint8Array, resolution: FaxResolution): Generator<FaxPage> {
  const document = openPdf(pdfium, bytes);
  const yDpi = faxYDpi[resolution];
  for (let index = 0; index < document.pageCount; index++) {
    const { grey, images } = drawPage(document, index, yDpi);
    toBilevel(grey, images);
    yield { heightPx: grey.length / FAX_WIDTH_PX, yDpi, pixels: grey };
  }
}
