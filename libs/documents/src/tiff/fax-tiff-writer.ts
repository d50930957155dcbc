import { type FileHandle, open } from 'node:fs/promises';
import { type FaxPage, FAX_WIDTH_PX, FAX_X_DPI } from '../bilevel/fax-page.ts';
import { encodeG4, type G4Strips } from './encode-g4.ts';
import { G4, MIN_IS_WHITE, RESOLUTION_UNIT, TiffTag, TiffType } from './tags.ts';

/** Classic little-endian header whose first directory is not known yet. */
const HEADER = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
const FIRST_DIRECTORY_AT = 4;
const ENTRY_BYTES = 12;

/** Dots of a page and how close they lie. */
export interface CodedPage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly xDpi: number;
  readonly yDpi: number;
}

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly values: readonly number[];
}

/** Writes a multi-page G4 TIFF page by page, so that 500 pages need the memory of one. */
export class FaxTiffWriter {
  private readonly file: FileHandle;
  private end = HEADER.length;
  /** Where the offset of the next directory is to be written. */
  private linkAt = FIRST_DIRECTORY_AT;
  private pages = 0;

  private constructor(file: FileHandle) {
    this.file = file;
  }

  static async create(path: string): Promise<FaxTiffWriter> {
    const file = await open(path, 'w', 0o600);
    await writeAt(file, HEADER, 0);
    return new FaxTiffWriter(file);
  }

  get bytes(): number {
    return this.end;
  }

  get pageCount(): number {
    return this.pages;
  }

  async append(page: FaxPage): Promise<void> {
    const { heightPx, yDpi } = page;
    await this.appendCoded({ widthPx: FAX_WIDTH_PX, heightPx, xDpi: FAX_X_DPI, yDpi }, await encodeG4(page.pixels));
  }

  /** A page that is T.6 already, most significant bit first. */
  async appendCoded(page: CodedPage, encoded: G4Strips): Promise<void> {
    const offsets: number[] = [];
    for (const strip of encoded.strips) offsets.push(await this.write(strip));
    const fields = pageFields(page, encoded, { offsets, number: this.pages });
    const at = this.end + (this.end % 2);
    const { bytes, nextLink } = directoryBytes(fields, at);
    await writeAt(this.file, bytes, at);
    await this.link(at);
    this.linkAt = nextLink;
    this.end = at + bytes.length;
    this.pages += 1;
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private async write(bytes: Uint8Array): Promise<number> {
    const at = this.end;
    await writeAt(this.file, bytes, at);
    this.end += bytes.length;
    return at;
  }

  private async link(directoryAt: number): Promise<void> {
    const offset = Buffer.alloc(4);
    offset.writeUInt32LE(directoryAt);
    await writeAt(this.file, offset, this.linkAt);
  }
}

/** A disk that is nearly full takes a part without an error; asked for the rest, it says so. */
async function writeAt(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
}

function pageFields(page: CodedPage, encoded: G4Strips, place: { offsets: number[]; number: number }): Field[] {
  const short = (tag: number, ...values: number[]): Field => ({ tag, type: TiffType.Short, values });
  const long = (tag: number, ...values: number[]): Field => ({ tag, type: TiffType.Long, values });
  const rational = (tag: number, value: number): Field => ({ tag, type: TiffType.Rational, values: [value, 1] });
  const singlePage = 2;
  return [
    long(TiffTag.NewSubfileType, singlePage),
    long(TiffTag.ImageWidth, page.widthPx),
    long(TiffTag.ImageLength, page.heightPx),
    short(TiffTag.BitsPerSample, 1),
    short(TiffTag.Compression, G4),
    short(TiffTag.PhotometricInterpretation, MIN_IS_WHITE),
    short(TiffTag.FillOrder, 1),
    long(TiffTag.StripOffsets, ...place.offsets),
    short(TiffTag.Orientation, 1),
    short(TiffTag.SamplesPerPixel, 1),
    long(TiffTag.RowsPerStrip, encoded.rowsPerStrip),
    long(TiffTag.StripByteCounts, ...encoded.strips.map((strip) => strip.length)),
    rational(TiffTag.XResolution, Math.round(page.xDpi)),
    rational(TiffTag.YResolution, Math.round(page.yDpi)),
    long(TiffTag.T6Options, 0),
    short(TiffTag.ResolutionUnit, RESOLUTION_UNIT.inch),
    // The total is not known while pages stream out; TIFF 6.0 says to write 0 then.
    short(TiffTag.PageNumber, place.number, 0),
  ];
}

/** A directory with its out-of-line values behind it, and the file offset of its link to the next. */
function directoryBytes(fields: readonly Field[], at: number): { bytes: Buffer; nextLink: number } {
  const linkAt = 2 + fields.length * ENTRY_BYTES;
  const head = Buffer.alloc(linkAt + 4);
  const tail: Buffer[] = [];
  let tailAt = at + head.length;
  head.writeUInt16LE(fields.length, 0);
  fields.forEach((field, i) => {
    const values = valueBytes(field);
    const entry = 2 + i * ENTRY_BYTES;
    head.writeUInt16LE(field.tag, entry);
    head.writeUInt16LE(field.type, entry + 2);
    head.writeUInt32LE(field.type === TiffType.Rational ? 1 : field.values.length, entry + 4);
    if (values.length <= 4) return void values.copy(head, entry + 8);
    head.writeUInt32LE(tailAt, entry + 8);
    tail.push(values);
    tailAt += values.length;
  });
  return { bytes: Buffer.concat([head, ...tail]), nextLink: at + linkAt };
}

function valueBytes({ type, values }: Field): Buffer {
  const size = type === TiffType.Short ? 2 : 4;
  const bytes = Buffer.alloc(values.length * size);
  values.forEach((value, i) => (size === 2 ? bytes.writeUInt16LE(value, i * 2) : bytes.writeUInt32LE(value, i * 4)));
  return bytes;
}
