import { PageFileError } from './page-file-error.ts';
import { ENTRY_OCTETS, TiffType } from './tiff-tag.ts';

/** Values of the tags of one page that are numbers of ours. */
export type TiffDirectory = ReadonlyMap<number, readonly number[]>;

/** 500 pages hold a line for more than four hours. */
const MAX_PAGES = 500;
/** Ours have 17; a damaged file claims 65,535. */
const MAX_ENTRIES = 200;
/** One row a strip on the longest page. */
const MAX_VALUES = 20_000;
const OCTETS_OF: Readonly<Record<number, number>> = { [TiffType.Short]: 2, [TiffType.Long]: 4, [TiffType.Rational]: 8 };

/** Numbers at places of a file, in its order of octets. */
class Cursor {
  readonly #view: DataView;
  readonly #little: boolean;

  constructor(octets: Uint8Array) {
    this.#view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    this.#little = octets[0] === 0x49;
  }

  short(at: number): number {
    return this.#view.getUint16(at, this.#little);
  }

  long(at: number): number {
    return this.#view.getUint32(at, this.#little);
  }

  value(type: number, at: number): number {
    if (type === TiffType.Rational) return this.long(at) / this.long(at + 4);
    return type === TiffType.Long ? this.long(at) : this.short(at);
  }
}

/** The directories of a TIFF, page by page. @throws PageFileError unreadable */
export function readTiffDirectories(octets: Uint8Array): TiffDirectory[] {
  try {
    return directoriesOf(new Cursor(octets));
  } catch (error) {
    if (error instanceof PageFileError || !(error instanceof RangeError)) throw error;
    throw new PageFileError('unreadable', 'a directory leads out of the file');
  }
}

function directoriesOf(cursor: Cursor): TiffDirectory[] {
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  for (let at = cursor.long(4); at !== 0;) {
    if (seen.has(at) || directories.length >= MAX_PAGES) throw new PageFileError('unreadable', 'directories without an end');
    seen.add(at);
    const entries = cursor.short(at);
    if (entries > MAX_ENTRIES) throw new PageFileError('unreadable', `a directory of ${entries} entries`);
    directories.push(directoryAt(cursor, at + 2, entries));
    at = cursor.long(at + 2 + entries * ENTRY_OCTETS);
  }
  return directories;
}

function directoryAt(cursor: Cursor, first: number, entries: number): TiffDirectory {
  const directory = new Map<number, readonly number[]>();
  for (let at = first; at < first + entries * ENTRY_OCTETS; at += ENTRY_OCTETS) {
    const [type, count] = [cursor.short(at + 2), cursor.long(at + 4)];
    const size = OCTETS_OF[type];
    if (size === undefined || count > MAX_VALUES) continue;
    const values = size * count <= 4 ? at + 8 : cursor.long(at + 8);
    directory.set(cursor.short(at), Array.from({ length: count }, (_, i) => cursor.value(type, values + i * size)));
  }
  return directory;
}
