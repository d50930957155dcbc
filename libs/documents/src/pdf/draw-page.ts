import { FAX_WIDTH_PX, WHITE } from '../bilevel/fax-page.ts';
import { type Placement, placePage } from '../bilevel/placement.ts';
import type { Region } from '../bilevel/tone-map.ts';
import { DocumentRefused } from '../refusal.ts';
import { findImages } from './find-images.ts';
import { allocate, type PdfDocument } from './pdf-document.ts';
import type { Pdfium } from './pdfium.ts';

const POINTS_PER_INCH = 72;

/** fpdfview.h: one byte of grey per pixel; annotations are drawn, and as on paper (sticky notes are not). */
const GREY_FORMAT = 1;
const FPDF_ANNOT = 0x01;
const FPDF_GRAYSCALE = 0x08;
const FPDF_PRINTING = 0x800;
const DRAW_FLAGS = FPDF_ANNOT | FPDF_GRAYSCALE | FPDF_PRINTING;

export interface DrawnPage {
  /** FAX_WIDTH_PX a row. */
  readonly grey: Uint8Array;
  readonly images: readonly Region[];
}

/** Draws one page straight at fax scale, so that nothing is resampled. */
export function drawPage(document: PdfDocument, index: number, yDpi: number): DrawnPage {
  const { pdfium } = document;
  const page = pdfium._FPDF_LoadPage(document.handle, index);
  if (page === 0) throw new DocumentRefused('document_broken');
  try {
    const placement = placePage(paperOf(pdfium, page), yDpi);
    return { grey: draw(pdfium, page, placement), images: findImages(pdfium, page, placement) };
  } finally {
    pdfium._FPDF_ClosePage(page);
  }
}

function paperOf(pdfium: Pdfium, page: number) {
  return {
    widthInches: pdfium._FPDF_GetPageWidthF(page) / POINTS_PER_INCH,
    heightInches: pdfium._FPDF_GetPageHeightF(page) / POINTS_PER_INCH,
  };
}

function draw(pdfium: Pdfium, page: number, placement: Placement): Uint8Array {
  const bytes = FAX_WIDTH_PX * placement.pageHeight;
  const pixels = allocate(pdfium, bytes);
  pdfium.HEAPU8.fill(WHITE, pixels, pixels + bytes);
  const bitmap = pdfium._FPDFBitmap_CreateEx(FAX_WIDTH_PX, placement.pageHeight, GREY_FORMAT, pixels, FAX_WIDTH_PX);
  const { left, width, height } = placement;
  pdfium._FPDF_RenderPageBitmap(bitmap, page, left, 0, width, height, placement.quarterTurn ? 1 : 0, DRAW_FLAGS);
  pdfium._FPDFBitmap_Destroy(bitmap);
  const grey = pdfium.HEAPU8.slice(pixels, pixels + bytes);
  pdfium.wasmExports.free(pixels);
  return grey;
}
