import { type FileHandle, open } from 'node:fs/promises';
import { MAX_PAGE_LENGTH_INCHES, MAX_PAGES } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { FaxTiffWriter } from '../tiff/fax-tiff-writer.ts';
import { type FaxTiffPage, indexFaxTiff, readAt } from './fax-tiff-index.ts';

/** T.4's widest line at its finest (A3 at 400 dpi), and the longest page there: beyond it nothing came over a telephone line. */
const WIDEST_PX = 4_864;
const FINEST_DPI = 400;
/** T.6 of noise takes some four times as much as the dots themselves. */
const MAX_CODED_BYTES = (WIDEST_PX * MAX_PAGE_LENGTH_INCHES * FINEST_DPI) / 2;

export interface SplitPage {
  readonly widthPx: number;
  readonly lengthRows: number;
}

/**
 * One page of a fax TIFF as a file of its own. The TIFF may still be growing.
 * @param index 0-based
 * @returns undefined where the page is not in it, whole, yet
 * @throws DocumentRefused for a page that came over no telephone line
 */
export async function splitFaxPage(tiffPath: string, index: number, outputPath: string): Promise<SplitPage | undefined> {
  const file = await open(tiffPath, 'r');
  try {
    const page = (await pagesOf(file))[index];
    if (!page) return undefined;
    await writePages(outputPath, (writer) => copyPage(file, page, writer));
    return { widthPx: page.widthPx, lengthRows: page.heightPx };
  } finally {
    await file.close();
  }
}

/**
 * Fax TIFFs as one, in their order: T.6 as it is, its bits in the order of files of ours.
 * @throws DocumentRefused for files that are no fax pages, or too many
 */
export async function bindFaxPages(pagePaths: readonly string[], outputPath: string): Promise<void> {
  await writePages(outputPath, async (writer) => {
    for (const path of pagePaths) await copyPages(path, writer);
  });
}

async function copyPages(path: string, writer: FaxTiffWriter): Promise<void> {
  const file = await open(path, 'r');
  try {
    for (const page of await indexFaxTiff(file)) await copyPage(file, page, writer);
  } finally {
    await file.close();
  }
}

/** A directory that is half written is no page yet. */
async function pagesOf(file: FileHandle): Promise<FaxTiffPage[]> {
  try {
    return await indexFaxTiff(file);
  } catch (error) {
    if (error instanceof DocumentRefused && error.code === 'document_broken') return [];
    throw error;
  }
}

async function copyPage(file: FileHandle, page: FaxTiffPage, writer: FaxTiffWriter): Promise<void> {
  if (writer.pageCount >= MAX_PAGES) throw new DocumentRefused('document_too_many_pages');
  const coded = page.strips.reduce((sum, { bytes }) => sum + bytes, 0);
  if (page.widthPx > WIDEST_PX || page.heightPx > MAX_PAGE_LENGTH_INCHES * FINEST_DPI || coded > MAX_CODED_BYTES) throw new DocumentRefused('document_page_too_large');
  const strips: Uint8Array[] = [];
  for (const { at, bytes } of page.strips) {
    const strip = await readAt(file, at, bytes);
    strips.push(page.lowestBitFirst ? strip.map(mirrored) : strip);
  }
  await writer.appendCoded(page, { rowsPerStrip: page.strips[0]?.rows ?? page.heightPx, strips });
}

async function writePages(path: string, write: (writer: FaxTiffWriter) => Promise<void>): Promise<void> {
  const writer = await FaxTiffWriter.create(path);
  try {
    await write(writer);
  } finally {
    await writer.close();
  }
}

const MIRRORED = Uint8Array.from({ length: 256 }, (_, byte) => [...Array(8).keys()].reduce((bits, n) => bits | (((byte >> n) & 1) << (7 - n)), 0));

function mirrored(byte: number): number {
  return MIRRORED[byte] ?? 0;
}
