import type { FileHandle } from 'node:fs/promises';
import { MAX_PAGES } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { readDirectoryIn, readHeader, type TiffDirectory } from '../tiff/directory.ts';
import { type TiffPageSize, tiffPageSize } from '../tiff/page-size.ts';
import { G4, LOWEST_BIT_FIRST, TiffTag } from '../tiff/tags.ts';

/** A directory of ours with its values behind it has some 900 bytes. */
const WINDOW_BYTES = 16 * 1024;
const HEADER_BYTES = 8;

/** T.6 data of some rows, as it lies in the file; each strip is coded by itself. */
export interface TiffStrip {
  readonly at: number;
  readonly bytes: number;
  readonly rows: number;
}

export interface FaxTiffPage extends TiffPageSize {
  readonly strips: readonly TiffStrip[];
  /** The first dot is the lowest bit of its byte (FillOrder 2), as it goes over the line. Never so in files of ours. */
  readonly lowestBitFirst: boolean;
}

/**
 * What is where in a fax TIFF of ours; the file itself stays on the disk.
 * @throws DocumentRefused document_broken for anything else
 */
export async function indexFaxTiff(file: FileHandle): Promise<FaxTiffPage[]> {
  const { size } = await file.stat();
  const { little, first } = readHeader(await readAt(file, 0, HEADER_BYTES));
  const pages: FaxTiffPage[] = [];
  for (let base = first; base !== 0;) {
    if (pages.length >= MAX_PAGES) throw new DocumentRefused('document_too_many_pages');
    const { directory, next } = readDirectoryIn({ bytes: await readAt(file, base, WINDOW_BYTES), base, little });
    pages.push(pageOf(directory, size));
    base = next;
  }
  return pages;
}

/** Up to so many bytes: fewer at the end of the file. */
export async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await file.read(buffer, filled, bytes - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function pageOf(directory: TiffDirectory, fileBytes: number): FaxTiffPage {
  const size = tiffPageSize(directory);
  const offsets = directory.get(TiffTag.StripOffsets) ?? [];
  const lengths = directory.get(TiffTag.StripByteCounts) ?? [];
  const rowsPerStrip = directory.get(TiffTag.RowsPerStrip)?.[0] ?? size.heightPx;
  const strips = offsets.map((at, i) => ({ at, bytes: lengths[i] ?? 0, rows: Math.min(rowsPerStrip, size.heightPx - i * rowsPerStrip) }));
  const rows = strips.reduce((sum, strip) => sum + strip.rows, 0);
  const isOurs = directory.get(TiffTag.Compression)?.[0] === G4 && rows === size.heightPx && strips.every((strip) => strip.rows > 0);
  if (!isOurs || strips.some(({ at, bytes }) => at + bytes > fileBytes)) throw new DocumentRefused('document_broken');
  return { ...size, strips, lowestBitFirst: directory.get(TiffTag.FillOrder)?.[0] === LOWEST_BIT_FIRST };
}
