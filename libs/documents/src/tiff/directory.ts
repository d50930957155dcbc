import { MAX_PAGES, MAX_TIFF_ENTRIES } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { TiffType } from './tags.ts';

/** Numeric tags of one page; values that are not numbers are left out. */
export type TiffDirectory = ReadonlyMap<number, readonly number[]>;

/** A strip table of the longest page with one row a strip; more values are an attack on memory. */
const MAX_VALUES = 20_000;
const ENTRY_BYTES = 12;
const TYPE_BYTES: Readonly<Record<number, number>> = { [TiffType.Byte]: 1, [TiffType.Short]: 2, [TiffType.Long]: 4, [TiffType.Rational]: 8 };

interface Cursor {
  readonly view: DataView;
  readonly little: boolean;
  /** Where in the file the view begins. */
  readonly base: number;
}

/**
 * Every page directory of a TIFF in file order (classic TIFF; not BigTIFF, which no fax program writes).
 * @throws DocumentRefused document_broken for offsets outside the file or in a circle, document_too_many_pages
 */
export function readDirectories(bytes: Uint8Array): TiffDirectory[] {
  const cursor = open(bytes);
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let offset = long(cursor, 4);
  while (offset !== 0) {
    if (seen.has(offset)) throw new DocumentRefused('document_broken');
    if (directories.length >= MAX_PAGES) throw new DocumentRefused('document_too_many_pages');
    seen.add(offset);
    const { directory, next } = readDirectory(cursor, offset);
    directories.push(directory);
    offset = next;
  }
  return directories;
}

function open(bytes: Uint8Array): Cursor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw new DocumentRefused('document_broken');
  return { view, little: isLittle(bytes), base: 0 };
}

function isLittle(head: Uint8Array): boolean {
  return head[0] === 0x49;
}

export interface DirectoryWindow {
  /** A part of the file that begins with the directory and has its values, too. */
  readonly bytes: Uint8Array;
  /** Where in the file it begins. */
  readonly base: number;
  readonly little: boolean;
}

/**
 * One page directory out of a part of its file, for files that are not held in memory.
 * @throws DocumentRefused document_broken, also for values outside the part
 */
export function readDirectoryIn({ bytes, base, little }: DirectoryWindow): { readonly directory: TiffDirectory; readonly next: number } {
  return readDirectory({ view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), little, base }, base);
}

/** The byte order, and where the first directory is. @throws DocumentRefused document_broken */
export function readHeader(head: Uint8Array): { readonly little: boolean; readonly first: number } {
  const cursor = open(head);
  return { little: cursor.little, first: long(cursor, 4) };
}

function readDirectory(cursor: Cursor, offset: number): { directory: TiffDirectory; next: number } {
  const count = short(cursor, offset);
  if (count > MAX_TIFF_ENTRIES) throw new DocumentRefused('document_broken');
  const directory = new Map<number, readonly number[]>();
  for (let i = 0; i < count; i++) {
    const entry = offset + 2 + i * ENTRY_BYTES;
    const values = readValues(cursor, entry);
    if (values) directory.set(short(cursor, entry), values);
  }
  return { directory, next: long(cursor, offset + 2 + count * ENTRY_BYTES) };
}

function readValues(cursor: Cursor, entry: number): number[] | undefined {
  const type = short(cursor, entry + 2);
  const count = long(cursor, entry + 4);
  const size = TYPE_BYTES[type];
  if (!size || count > MAX_VALUES) return undefined;
  const at = size * count <= 4 ? entry + 8 : long(cursor, entry + 8);
  return Array.from({ length: count }, (_, i) => readValue(cursor, type, at + i * size));
}

function readValue(cursor: Cursor, type: number, at: number): number {
  if (type === TiffType.Rational) return long(cursor, at) / long(cursor, at + 4);
  if (type === TiffType.Long) return long(cursor, at);
  if (type === TiffType.Short) return short(cursor, at);
  return cursor.view.getUint8(inside(cursor, at, 1));
}

function short(cursor: Cursor, at: number): number {
  return cursor.view.getUint16(inside(cursor, at, 2), cursor.little);
}

function long(cursor: Cursor, at: number): number {
  return cursor.view.getUint32(inside(cursor, at, 4), cursor.little);
}

/** The place in the view. */
function inside({ view, base }: Cursor, at: number, bytes: number): number {
  const place = at - base;
  if (place < 0 || place + bytes > view.byteLength) throw new DocumentRefused('document_broken');
  return place;
}
