import type { FaxPage } from '../bilevel/fax-page.ts';
import { coverSheet, type CoverWords } from '../cover/cover-sheet.ts';
import { MAX_PAGES } from '../limits.ts';
import { pdfPages } from '../pdf/pdf-pages.ts';
import type { Pdfium } from '../pdf/pdfium.ts';
import { DocumentRefused } from '../refusal.ts';
import { countPages, documentPages } from './document-pages.ts';
import type { InputFile, Job } from './message.ts';

type RenderJob = Extract<Job, { task: 'render' }>;

/** A PDFium for each document: what one did to its heap, no other meets, and its memory is free again. */
export type PdfiumSource = () => Promise<Pdfium>;

export interface FaxOfDocuments {
  /** In the order in which they are sent. */
  readonly pages: AsyncIterable<FaxPage>;
  /** Known once the pages were taken. */
  readonly replacedCharacters: () => number;
}

/**
 * Cover page and documents as the pages of one fax. All have the one width of `FAX_WIDTH_PX`.
 * @throws DocumentRefused while the pages are taken; it says which of several documents
 */
export function faxOfDocuments(next: PdfiumSource, job: RenderJob): FaxOfDocuments {
  const inputs = [{ kind: job.kind, path: job.inputPath }, ...(job.attachments ?? [])];
  let replaced = 0;
  async function* pages(): AsyncGenerator<FaxPage> {
    if (job.cover) {
      const cover = await coverOf(next, job, { words: job.cover, inputs });
      replaced += cover.replacedCharacters;
      yield* pdfPages(await next(), cover.pdf, job.resolution);
    }
    for (const [at, input] of inputs.entries()) {
      replaced += yield* named(inputs, at, documentOf(next, job, input));
    }
  }
  return { pages: pages(), replacedCharacters: () => replaced };
}

/** The cover says how many pages there are, so they are counted before the first is drawn. */
async function coverOf(next: PdfiumSource, { pageSize = 'A4' }: RenderJob, { words, inputs }: { words: CoverWords; inputs: readonly InputFile[] }) {
  let pageCount = 1;
  for (const [at, input] of inputs.entries()) {
    pageCount += await countPages(await next(), { ...input, pageSize }).catch((error: unknown) => ofDocument(inputs, at, error));
    if (pageCount > MAX_PAGES) throw new DocumentRefused('document_too_many_pages');
  }
  return coverSheet({ words, pageSize, pageCount });
}

/** @returns how many characters were replaced */
async function* documentOf(next: PdfiumSource, { pageSize, resolution }: RenderJob, input: InputFile): AsyncGenerator<FaxPage, number> {
  const { pages, replacedCharacters } = await documentPages(await next(), { ...input, pageSize }, resolution);
  yield* pages;
  return replacedCharacters;
}

async function* named(inputs: readonly InputFile[], at: number, pages: AsyncGenerator<FaxPage, number>): AsyncGenerator<FaxPage, number> {
  try {
    return yield* pages;
  } catch (error) {
    return ofDocument(inputs, at, error);
  }
}

function ofDocument(inputs: readonly InputFile[], at: number, error: unknown): never {
  throw error instanceof DocumentRefused && inputs.length > 1 ? new DocumentRefused(error.code, at + 1) : error;
}
