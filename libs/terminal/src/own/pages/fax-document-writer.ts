import { encodePage, type FaxPage, rowCount } from '@faxwire/t30';
import { type FileHandle, open } from 'node:fs/promises';
import { DOTS_PER_INCH } from './dots-per-inch.ts';
import { ENTRY_OCTETS, INCH, MIN_IS_WHITE, ONE_OF_MANY, T6, TiffTag, TiffType } from './tiff-tag.ts';

/** Classic little-endian header whose first directory is not known yet. */
const HEADER = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
const FIRST_DIRECTORY_AT = 4;

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly value: number | readonly [number, number];
}

/** Writes received pages into a TIFF as libs/documents reads it. The file is whole after each page: what follows may be lost, never what was there. */
export class FaxDocumentWriter {
  readonly #file: FileHandle;
  #end = HEADER.length;
  /** Where the place of the next directory is to be written. */
  #linkAt = FIRST_DIRECTORY_AT;
  #pages = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<FaxDocumentWriter> {
    const file = await open(path, 'w', 0o600);
    await writeAt(file, HEADER, 0);
    return new FaxDocumentWriter(file);
  }

  get pageCount(): number {
    return this.#pages;
  }

  /** One page after the other: the next is appended when this one is written. */
  async append(page: FaxPage, image = imageOf(page)): Promise<void> {
    const directoryAt = this.#end + image.length + ((this.#end + image.length) % 2);
    const fields = pageFields(page, { at: this.#end, octets: image.length, number: this.#pages });
    await writeAt(this.#file, image, this.#end);
    await writeAt(this.#file, directoryOf(fields, directoryAt), directoryAt);
    // The link comes last: without it the page is not there, with it the page is whole.
    await writeAt(this.#file, long(directoryAt), this.#linkAt);
    this.#linkAt = directoryAt + 2 + fields.length * ENTRY_OCTETS;
    this.#end = directoryAt + directoryOctets(fields);
    this.#pages += 1;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** The page as it stands in a file. Coded anew however it came: no bits of a far end get to those who read the file. */
export function imageOf(page: FaxPage): Uint8Array {
  return encodePage(page.raster, { compression: 'mmr', resolution: page.resolution });
}

/** A document of one page. */
export async function writePage(path: string, page: FaxPage, image = imageOf(page)): Promise<void> {
  const writer = await FaxDocumentWriter.create(path);
  try {
    await writer.append(page, image);
  } finally {
    await writer.close();
  }
}

/** A disk that is nearly full takes a part without an error; asked for the rest, it says so. */
async function writeAt(file: FileHandle, octets: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < octets.length;) {
    done += (await file.write(octets, done, octets.length - done, at + done)).bytesWritten;
  }
}

function pageFields({ raster, resolution }: FaxPage, image: { readonly at: number; readonly octets: number; readonly number: number }): Field[] {
  const short = (tag: number, value: number): Field => ({ tag, type: TiffType.Short, value });
  const longField = (tag: number, value: number): Field => ({ tag, type: TiffType.Long, value });
  const rational = (tag: number, value: number): Field => ({ tag, type: TiffType.Rational, value: [value, 1] });
  const rows = rowCount(raster);
  return [
    longField(TiffTag.NewSubfileType, ONE_OF_MANY),
    longField(TiffTag.ImageWidth, raster.widthPx),
    longField(TiffTag.ImageLength, rows),
    short(TiffTag.BitsPerSample, 1),
    short(TiffTag.Compression, T6),
    short(TiffTag.PhotometricInterpretation, MIN_IS_WHITE),
    short(TiffTag.FillOrder, 1),
    longField(TiffTag.StripOffsets, image.at),
    short(TiffTag.Orientation, 1),
    short(TiffTag.SamplesPerPixel, 1),
    longField(TiffTag.RowsPerStrip, rows),
    longField(TiffTag.StripByteCounts, image.octets),
    rational(TiffTag.XResolution, DOTS_PER_INCH[resolution].x),
    rational(TiffTag.YResolution, DOTS_PER_INCH[resolution].y),
    longField(TiffTag.T6Options, 0),
    short(TiffTag.ResolutionUnit, INCH),
    // Two shorts in one field: which page, and of how many, which nobody knows yet (0, as TIFF 6.0 says).
    { tag: TiffTag.PageNumber, type: TiffType.Short, value: [image.number, 0] },
  ];
}

/** A directory without a link to the next, its rationals behind it. */
function directoryOf(fields: readonly Field[], at: number): Buffer {
  const head = Buffer.alloc(2 + fields.length * ENTRY_OCTETS + 4);
  const tail: Buffer[] = [];
  head.writeUInt16LE(fields.length, 0);
  fields.forEach(({ tag, type, value }, i) => {
    const entry = 2 + i * ENTRY_OCTETS;
    const [first, second] = typeof value === 'number' ? [value] : value;
    const isRational = type === TiffType.Rational;
    head.writeUInt16LE(tag, entry);
    head.writeUInt16LE(type, entry + 2);
    head.writeUInt32LE(isRational || second === undefined ? 1 : 2, entry + 4);
    if (isRational) {
      head.writeUInt32LE(at + head.length + tail.length * RATIONAL_OCTETS, entry + 8);
      tail.push(Buffer.concat([long(first), long(second ?? 1)]));
    } else if (type === TiffType.Long) head.writeUInt32LE(first, entry + 8);
    else head.writeUInt32LE(first + (second ?? 0) * 0x1_0000, entry + 8);
  });
  return Buffer.concat([head, ...tail]);
}

const RATIONAL_OCTETS = 8;

function directoryOctets(fields: readonly Field[]): number {
  return 2 + fields.length * ENTRY_OCTETS + 4 + fields.filter(({ type }) => type === TiffType.Rational).length * RATIONAL_OCTETS;
}

function long(value: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeUInt32LE(value);
  return octets;
}
