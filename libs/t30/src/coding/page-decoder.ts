import type { Raster } from '../page/raster.ts';
import { BitReader } from './bit-reader.ts';
import type { Compression } from './compression.ts';
import { EolHunt } from './eol-hunt.ts';
import { EOL_ZEROS } from './mode-code.ts';
import { RowBuffer } from './row-buffer.ts';
import { RowDecoder } from './row-decoder.ts';

export interface PageDecoderOptions {
  readonly compression: Compression;
  readonly widthPx: number;
  /** The page ends there, whatever comes: one octet of MMR can stand for eight rows. */
  readonly maxRows: number;
}

/**
 * How the image ended. `marked`: by RTC or EOFB. `full`: at the row limit. `broken`: by bits that MMR cannot recover from.
 * `cut`: it just stopped.
 */
export type ImageEnding = 'marked' | 'full' | 'broken' | 'cut';

export interface DecodedPage {
  readonly raster: Raster;
  /** Rows that could not be read and are copies of the row above. */
  readonly badRows: number;
  readonly longestBadRun: number;
  readonly ending: ImageEnding;
}

/** T.4 asks for 6 in a row; with 5 the page has ended, too, and one was lost on the way. */
const RTC_EOLS = 5;

/** Decodes a page as its octets come in. Takes any bytes: time grows with their number, memory with `maxRows`. */
export class PageDecoder {
  readonly #reader = new BitReader();
  readonly #hunt = new EolHunt(this.#reader);
  readonly #row: RowDecoder;
  readonly #rows: RowBuffer;
  readonly #compression: Compression;
  #state: 'eol' | 'tag' | 'row' | 'lost' = 'eol';
  #ending: ImageEnding | undefined;
  #badRows = 0;
  #badRun = 0;
  #longestBadRun = 0;
  #eols = 0;
  /** The row before was read whole, so nothing but fill may stand before the next end of line. */
  #afterWhole = false;
  /** The row above is not what the sender coded by. */
  #lostAbove = true;

  constructor({ compression, widthPx, maxRows }: PageDecoderOptions) {
    this.#compression = compression;
    this.#row = new RowDecoder(this.#reader, widthPx);
    this.#rows = new RowBuffer(widthPx, maxRows);
    if (compression === 'mmr') this.#beginRow(false);
    else this.#hunt.begin();
  }

  /** Rows so far, bad ones included. */
  get rows(): number {
    return this.#rows.rows;
  }

  get badRows(): number {
    return this.#badRows;
  }

  /** Nothing that follows is of this page. */
  get hasEnded(): boolean {
    return this.#ending !== undefined;
  }

  push(octets: Uint8Array): void {
    if (this.hasEnded) return;
    this.#reader.push(octets);
    while (!this.hasEnded && this.#step());
  }

  /** The page as far as it came; a row that was cut off is not part of it. */
  end(): DecodedPage {
    return {
      raster: this.#rows.raster(),
      badRows: this.#badRows,
      longestBadRun: this.#longestBadRun,
      ending: this.#ending ?? 'cut',
    };
  }

  /** False when it needs more bits. */
  #step(): boolean {
    if (this.#rows.isFull) return this.#finish('full');
    if (this.#state === 'eol') return this.#seekEol();
    if (this.#state === 'tag') return this.#readTag();
    return this.#state === 'lost' ? this.#loseRow() : this.#readRow();
  }

  #seekEol(): boolean {
    const outcome = this.#hunt.resume();
    if (outcome === 'starved') return false;
    if (outcome === 'surplus' && this.#afterWhole) this.#countBad();
    this.#afterWhole = false;
    this.#eols += 1;
    if (this.#eols >= RTC_EOLS) return this.#finish('marked');
    if (this.#compression === 'mr') this.#state = 'tag';
    else this.#beginRow(true);
    return true;
  }

  #readTag(): boolean {
    if (this.#reader.available < 1) return false;
    const oneDimensional = this.#reader.peek(1) === 1;
    this.#reader.skip(1);
    if (oneDimensional || !this.#lostAbove) this.#beginRow(oneDimensional);
    else this.#state = 'lost';
    return true;
  }

  /** A row that builds on one that is not there; unless it is the end of the page, which some tag as two-dimensional. */
  #loseRow(): boolean {
    if (this.#reader.available < EOL_ZEROS) return false;
    if (this.#reader.peek(EOL_ZEROS) !== 0) return this.#spoil();
    this.#seekNext();
    return true;
  }

  #readRow(): boolean {
    const outcome = this.#row.resume();
    if (outcome === 'starved') return false;
    if (outcome === 'whole') return this.#keepRow();
    if (!this.#row.untouched || this.#reader.peek(EOL_ZEROS) !== 0) return this.#spoil();
    // A row cannot begin with so many zeros: this is the end of line that follows the last one.
    if (this.#compression === 'mmr') return this.#finish('marked');
    this.#seekNext();
    return true;
  }

  #keepRow(): boolean {
    this.#rows.paint(this.#row.row);
    this.#row.keep();
    this.#lostAbove = false;
    this.#badRun = this.#eols = 0;
    if (this.#compression === 'mmr') this.#beginRow(false);
    else this.#seekNext();
    this.#afterWhole = this.#compression !== 'mmr';
    return true;
  }

  /** The row cannot be read: a copy of the one above stands for it. */
  #spoil(): boolean {
    this.#rows.repeat();
    this.#countBad();
    this.#eols = 0;
    this.#lostAbove = true;
    if (this.#compression === 'mmr') return this.#finish('broken');
    this.#seekNext();
    return true;
  }

  #countBad(): void {
    this.#badRows += 1;
    this.#badRun += 1;
    this.#longestBadRun = Math.max(this.#longestBadRun, this.#badRun);
  }

  #beginRow(oneDimensional: boolean): void {
    this.#row.begin(oneDimensional);
    this.#state = 'row';
  }

  #seekNext(): void {
    this.#hunt.begin();
    this.#state = 'eol';
    this.#afterWhole = false;
  }

  #finish(ending: ImageEnding): boolean {
    this.#ending = ending;
    return false;
  }
}
