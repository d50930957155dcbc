import type { FileHandle } from 'node:fs/promises';
import { type FaxTiffPage, indexFaxTiff, readAt, type TiffStrip } from './fax-tiff-index.ts';
import { PdfStream } from '../pdf/pdf-stream.ts';

const POINTS_PER_INCH = 72;
/** A point is larger than a dot of the finest line; PDF readers keep six digits. */
const POINT_DIGITS = 4;

/**
 * The pages of a fax TIFF of ours as a PDF, piece by piece: the T.6 data as it lies in the file, so that every dot is the
 * one that went on the line, on paper of the size that the dots have there. Needs the memory of one strip.
 */
export async function* pagesPdf(file: FileHandle): AsyncGenerator<Buffer, void> {
  const pages = await indexFaxTiff(file);
  const pdf = new PdfStream();
  const tree = pdf.reserve();
  const ids: number[] = [];
  for (const page of pages) {
    const images: number[] = [];
    for (const strip of page.strips) {
      const id = pdf.reserve();
      images.push(id);
      yield pdf.stream(id, imageDictionary(page, strip), await readAt(file, strip.at, strip.bytes));
    }
    const content = pdf.reserve();
    yield pdf.stream(content, '', Buffer.from(placeStrips(page)));
    const id = pdf.reserve();
    ids.push(id);
    yield pdf.object(id, pageDictionary(page, { tree, content, images }));
  }
  yield pdf.object(tree, `<< /Type /Pages /Kids [${ids.map((id) => `${id} 0 R`).join(' ')}] /Count ${ids.length} >>`);
  const root = pdf.reserve();
  yield pdf.object(root, `<< /Type /Catalog /Pages ${tree} 0 R >>`);
  yield pdf.end(root);
}

/** PDF 32000-1, 7.4.6: K below 0 is T.6; what T.6 calls black is decoded to 0, which is black in DeviceGray. */
function imageDictionary({ widthPx }: FaxTiffPage, { rows }: TiffStrip): string {
  const parameters = `<< /K -1 /Columns ${widthPx} /Rows ${rows} /BlackIs1 false >>`;
  return `/Type /XObject /Subtype /Image /Width ${widthPx} /Height ${rows} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms ${parameters}`;
}

interface PageParts {
  readonly tree: number;
  readonly content: number;
  readonly images: readonly number[];
}

function pageDictionary(page: FaxTiffPage, { tree, content, images }: PageParts): string {
  const named = images.map((id, i) => `/S${i} ${id} 0 R`).join(' ');
  return `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${points(page.widthPx, page.xDpi)} ${points(page.heightPx, page.yDpi)}] `
    + `/Resources << /XObject << ${named} >> >> /Contents ${content} 0 R >>`;
}

/**
 * Strips end a hair within their rows. PDF readers draw an image over every dot of theirs that it touches: where a rounded
 * place reaches into the next row, the strip would be stretched over it.
 */
const HAIR_POINTS = 0.001;

/** From the top of the page down. */
function placeStrips({ widthPx, heightPx, xDpi, yDpi, strips }: FaxTiffPage): string {
  let below = heightPx;
  return strips.map(({ rows }, i) => {
    below -= rows;
    const [height, bottom] = [inPoints(rows, yDpi) - 2 * HAIR_POINTS, inPoints(below, yDpi) + HAIR_POINTS];
    return `q ${points(widthPx, xDpi)} 0 0 ${rounded(height)} 0 ${rounded(bottom)} cm /S${i} Do Q\n`;
  }).join('');
}

function points(px: number, dpi: number): string {
  return rounded(inPoints(px, dpi));
}

function inPoints(px: number, dpi: number): number {
  return (px / dpi) * POINTS_PER_INCH;
}

function rounded(value: number): string {
  return String(Number(value.toFixed(POINT_DIGITS)));
}
