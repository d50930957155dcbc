import { CodedPage, type FaxPage, type MmrImage, mmrImage, PageDecoder, type PageResolution, type Raster, rowOctets } from '@faxwire/t30';
import { open } from 'node:fs/promises';
import { inLineOrder } from '../../line-order.ts';
import { resolutionOf } from './dots-per-inch.ts';
import { PageFileError } from './page-file-error.ts';
import { readTiffDirectories, type TiffDirectory } from './tiff-directory.ts';
import { CENTIMETRE, INCH, MIN_IS_WHITE, T6, TiffTag } from './tiff-tag.ts';

/** The document of a call: coded as in its file, and each page decoded when it is asked for. */
export interface FaxDocument {
  readonly pageCount: number;
  /** Synchronous, and the same every time; a page takes some milliseconds. @throws RangeError without such a page */
  page(index: number): FaxPage;
  /** Size of a page as it is coded in the file; 0 without such a page. */
  octets(index: number): number;
}

/** 500 pages of photographs have some 200 MB. */
const MAX_FILE_OCTETS = 256 * 1024 * 1024;
/** A3 at 400 dots an inch, and 44 inches of it (what documents may have at most). */
const MAX_WIDTH_PX = 4864;
const MAX_ROWS = 44 * 400;

const LOWEST_BIT_FIRST = 2;

interface Strip {
  readonly octets: Uint8Array;
  readonly rows: number;
}

interface StoredPage {
  readonly widthPx: number;
  readonly resolution: PageResolution;
  readonly strips: readonly Strip[];
}

/** Reads a fax TIFF of ours (one bit, T.6). @throws PageFileError, and what the file system throws */
export async function readFaxDocument(tiffPath: string): Promise<FaxDocument> {
  const octets = await readWhole(tiffPath);
  const pages = readTiffDirectories(octets).map((directory) => storedPage(directory, octets));
  if (pages.length === 0) throw new PageFileError('unreadable', 'no pages');
  return { pageCount: pages.length, page: (index) => decodedPage(pages, index), octets: (index) => sizeOf(pages[index]) };
}

function sizeOf(page: StoredPage | undefined): number {
  return (page?.strips ?? []).reduce((sum, { octets }) => sum + octets.length, 0);
}

async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_FILE_OCTETS) throw new PageFileError('too_large', `a document of ${size} octets`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function storedPage(directory: TiffDirectory, file: Uint8Array): StoredPage {
  const first = (tag: number, otherwise: number) => directory.get(tag)?.[0] ?? otherwise;
  const [widthPx, rows] = [first(TiffTag.ImageWidth, 0), first(TiffTag.ImageLength, 0)];
  const isFax = first(TiffTag.Compression, 0) === T6 && first(TiffTag.BitsPerSample, 1) === 1 && first(TiffTag.PhotometricInterpretation, MIN_IS_WHITE) === MIN_IS_WHITE;
  const perInch = first(TiffTag.ResolutionUnit, INCH) === CENTIMETRE ? 2.54 : 1;
  const resolution = resolutionOf({ x: first(TiffTag.XResolution, 0) * perInch, y: first(TiffTag.YResolution, 0) * perInch });
  if (!isFax || resolution === undefined || widthPx > MAX_WIDTH_PX || rows > MAX_ROWS || widthPx === 0 || rows === 0) {
    throw new PageFileError('not_a_fax', `a page of ${widthPx} x ${rows} dots that is no fax`);
  }
  return { widthPx, resolution, strips: stripsOf(directory, file, { rows, rowsPerStrip: first(TiffTag.RowsPerStrip, rows) }) };
}

function stripsOf(directory: TiffDirectory, file: Uint8Array, { rows, rowsPerStrip }: { readonly rows: number; readonly rowsPerStrip: number }): Strip[] {
  const lengths = directory.get(TiffTag.StripByteCounts) ?? [];
  const strips = (directory.get(TiffTag.StripOffsets) ?? []).map((at, i) => ({
    octets: ordered(file.subarray(at, at + (lengths[i] ?? 0)), directory),
    rows: Math.min(rowsPerStrip, rows - i * rowsPerStrip),
    isInside: at + (lengths[i] ?? 0) <= file.length,
  }));
  const inAll = strips.reduce((sum, strip) => sum + Math.max(strip.rows, 0), 0);
  if (inAll !== rows || strips.some((strip) => !strip.isInside || strip.rows <= 0)) throw new PageFileError('unreadable', 'strips that are not the page');
  return strips;
}

/** SpanDSP writes the first bit on the line into the lowest bit (fill order 2). */
function ordered(octets: Uint8Array, directory: TiffDirectory): Uint8Array {
  return directory.get(TiffTag.FillOrder)?.[0] === LOWEST_BIT_FIRST ? inLineOrder(octets) : octets;
}

/** A damaged strip has the rows that it should have, white ones for those that are not there: the page keeps its length. */
function decodedPage(pages: readonly StoredPage[], index: number): FaxPage {
  const page = pages[index];
  if (page === undefined) throw new RangeError(`no page ${index} of ${pages.length}`);
  const mmr = imageOf(page);
  if (mmr !== undefined) return new CodedPage(mmr, page.resolution, () => rasterOf(page));
  return { raster: rasterOf(page), resolution: page.resolution };
}

/** In one strip, as our own renderer writes it and most others do, a page is what goes on the line. */
function imageOf({ widthPx, strips }: StoredPage): MmrImage | undefined {
  const [strip, ...others] = strips;
  return strip === undefined || others.length > 0 ? undefined : mmrImage({ widthPx, ...strip });
}

function rasterOf(page: StoredPage): Raster {
  const { widthPx } = page;
  const octets = new Uint8Array(page.strips.reduce((rows, strip) => rows + strip.rows, 0) * rowOctets(widthPx));
  let row = 0;
  for (const strip of page.strips) {
    const decoder = new PageDecoder({ compression: 'mmr', widthPx, maxRows: strip.rows });
    decoder.push(strip.octets);
    octets.set(decoder.end().raster.octets, row * rowOctets(widthPx));
    row += strip.rows;
  }
  return { widthPx, octets };
}

