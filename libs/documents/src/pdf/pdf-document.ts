import { DocumentRefused, type RefusalCode } from '../refusal.ts';
import { MAX_PAGES } from '../limits.ts';
import type { Pdfium } from './pdfium.ts';

/** FPDF_GetLastError, fpdfview.h: a password is needed, or a security handler that PDFium does not know. */
const PASSWORD_ERRORS: ReadonlySet<number> = new Set([4, 5]);

export interface PdfDocument {
  readonly pdfium: Pdfium;
  readonly handle: number;
  readonly pageCount: number;
}

/**
 * Opens a PDF and counts its pages; nothing is drawn yet. The document lives as long as its PDFium.
 * @throws DocumentRefused document_encrypted, document_broken, document_too_many_pages
 */
export function openPdf(pdfium: Pdfium, bytes: Uint8Array): PdfDocument {
  const pointer = copyIn(pdfium, bytes);
  const handle = pdfium._FPDF_LoadMemDocument(pointer, bytes.length, 0);
  if (handle === 0) throw new DocumentRefused(openingFailure(pdfium));
  const pageCount = pdfium._FPDF_GetPageCount(handle);
  if (pageCount < 1) throw new DocumentRefused('document_broken');
  if (pageCount > MAX_PAGES) throw new DocumentRefused('document_too_many_pages');
  return { pdfium, handle, pageCount };
}

function openingFailure(pdfium: Pdfium): RefusalCode {
  return PASSWORD_ERRORS.has(pdfium._FPDF_GetLastError()) ? 'document_encrypted' : 'document_broken';
}

function copyIn(pdfium: Pdfium, bytes: Uint8Array): number {
  const pointer = allocate(pdfium, bytes.length);
  pdfium.HEAPU8.set(bytes, pointer);
  return pointer;
}

/** @throws DocumentRefused document_render_memory when the WebAssembly heap is full */
export function allocate(pdfium: Pdfium, bytes: number): number {
  const pointer = pdfium.wasmExports.malloc(bytes);
  if (pointer === 0) throw new DocumentRefused('document_render_memory');
  return pointer;
}
