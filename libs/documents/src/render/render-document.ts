import { rename, rm } from 'node:fs/promises';
import { FAX_WIDTH_PX } from '../bilevel/fax-page.ts';
import { pageSha256 } from '../bilevel/packed-rows.ts';
import { MAX_PAGES } from '../limits.ts';
import { openPdfium, type Pdfium } from '../pdf/pdfium.ts';
import { DocumentRefused } from '../refusal.ts';
import { FaxTiffWriter } from '../tiff/fax-tiff-writer.ts';
import { type FaxOfDocuments, faxOfDocuments, type PdfiumSource } from './fax-of-documents.ts';
import type { Job, Rendered } from './message.ts';

/**
 * Renders documents in this process; servers use `DocumentRenderer`, which does it in a child.
 * The output appears whole or not at all.
 * @throws DocumentRefused
 */
export async function renderDocument(next: PdfiumSource, job: Extract<Job, { task: 'render' }>): Promise<Rendered> {
  const startedMs = performance.now();
  const unfinished = `${job.outputPath}.part`;
  try {
    const written = await writePages(faxOfDocuments(next, job), unfinished);
    await rename(unfinished, job.outputPath);
    return { ok: true, ...written, widthPx: FAX_WIDTH_PX, renderMs: Math.round(performance.now() - startedMs) };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** The one that is open already, then new ones. */
export function freshPdfiums(open: Pdfium): PdfiumSource {
  let spare: Pdfium | undefined = open;
  return async () => {
    const taken = spare ?? (await openPdfium());
    spare = undefined;
    return taken;
  };
}

async function writePages({ pages, replacedCharacters }: FaxOfDocuments, path: string) {
  const hashes: string[] = [];
  const writer = await FaxTiffWriter.create(path);
  try {
    let writing: Promise<void> = Promise.resolve();
    for await (const page of pages) {
      if (hashes.length === MAX_PAGES) throw new DocumentRefused('document_too_many_pages');
      hashes.push(pageSha256(page.pixels, FAX_WIDTH_PX));
      // One page is compressed on libuv's threads while the next is drawn.
      await writing;
      writing = writer.append(page);
      writing.catch(() => undefined);
    }
    await writing;
    if (hashes.length === 0) throw new DocumentRefused('document_broken');
    return { pageCount: writer.pageCount, bytes: writer.bytes, pageSha256: hashes, replacedCharacters: replacedCharacters() };
  } finally {
    await writer.close();
  }
}
