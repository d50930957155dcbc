import type { BitReader } from './bit-reader.ts';
import { type Changes, endChanges, noChanges } from './changes.ts';
import { BLACK_TABLE, type CodeTable, MODE_TABLE, WHITE_TABLE } from './code-table.ts';
import { HORIZONTAL, PASS, VERTICAL } from './mode-code.ts';
import { FIRST_MAKE_UP, runOf } from './run-code.ts';

/** `starved`: goes on when there are more bits. `bad`: no code word, or one that leads out of the row; the bits of no word are left unread. */
export type RowOutcome = 'whole' | 'starved' | 'bad';

const NO_CODE = -2;
const STARVED = -1;

/** Decodes one row at a time, in one dimension or two, and stops anywhere between two words when the bits run out. */
export class RowDecoder {
  readonly #reader: BitReader;
  readonly #widthPx: number;
  #here: Changes;
  #above: Changes;
  #count = 0;
  /** The place on the row that is known so far; -1 stands before the first dot. */
  #a0 = -1;
  #colour = 0;
  /** Index of b1 in the row above. */
  #b = 0;
  /** Make-up read of a run whose terminating word is to come. */
  #madeUp = 0;
  /** Runs that are still to be read of a horizontal mode. */
  #runs = 0;
  #touched = false;
  #oneDimensional = false;

  constructor(reader: BitReader, widthPx: number) {
    this.#reader = reader;
    this.#widthPx = widthPx;
    this.#here = noChanges(widthPx);
    this.#above = noChanges(widthPx);
  }

  /** The changes of the row that was decoded whole. */
  get row(): Changes {
    return this.#here;
  }

  /** No word of this row was read yet. */
  get untouched(): boolean {
    return !this.#touched;
  }

  /** A new row; the row above it is the last one that was kept. */
  begin(oneDimensional: boolean): void {
    this.#oneDimensional = oneDimensional;
    this.#a0 = oneDimensional ? 0 : -1;
    this.#count = this.#colour = this.#b = this.#madeUp = this.#runs = 0;
    this.#touched = false;
  }

  resume(): RowOutcome {
    const outcome = this.#oneDimensional ? this.#readRuns(Infinity) : this.#readModes();
    if (outcome === 'whole') this.#close();
    return outcome;
  }

  /** The row that was decoded becomes the one above the next. */
  keep(): void {
    [this.#above, this.#here] = [this.#here, this.#above];
  }

  #readModes(): RowOutcome {
    for (;;) {
      if (this.#runs > 0) {
        const outcome = this.#readRuns(this.#runs);
        if (outcome !== 'whole') return outcome;
      }
      if (this.#a0 >= this.#widthPx) return 'whole';
      const mode = this.#word(MODE_TABLE);
      if (mode < 0) return mode === STARVED ? 'starved' : 'bad';
      if (!this.#take(mode)) return 'bad';
    }
  }

  #take(mode: number): boolean {
    this.#seekB1();
    if (mode === PASS) {
      this.#a0 = this.#above[this.#b + 1]!;
      return true;
    }
    if (mode === HORIZONTAL) {
      this.#a0 = Math.max(this.#a0, 0);
      this.#runs = 2;
      return true;
    }
    return this.#vertical(mode - VERTICAL);
  }

  #vertical(offset: number): boolean {
    const a1 = this.#above[this.#b]! + offset;
    if (a1 <= this.#a0 || a1 > this.#widthPx) return false;
    this.#a0 = a1;
    this.#turn();
    this.#b += this.#b > 0 ? -1 : 1;
    return true;
  }

  /** b1 is the first change above to the right of a0 that leads to the other colour. */
  #seekB1(): void {
    const above = this.#above;
    let b = this.#b;
    while (above[b]! <= this.#a0 && above[b]! < this.#widthPx) b += 2;
    this.#b = b;
  }

  /** Reads runs until so many are read, or the row is full where their number is not known. */
  #readRuns(runs: number): RowOutcome {
    let left = runs;
    while (left === Infinity ? this.#a0 < this.#widthPx : left > 0) {
      const symbol = this.#word(this.#colour === 0 ? WHITE_TABLE : BLACK_TABLE);
      if (symbol < 0) {
        if (left !== Infinity) this.#runs = left;
        return symbol === STARVED ? 'starved' : 'bad';
      }
      this.#madeUp += runOf(symbol);
      if (this.#a0 + this.#madeUp > this.#widthPx) return 'bad';
      if (symbol >= FIRST_MAKE_UP) continue;
      this.#a0 += this.#madeUp;
      this.#madeUp = 0;
      this.#turn();
      left -= 1;
    }
    this.#runs = 0;
    return 'whole';
  }

  /** The colour changes at a0. Two changes at one place are none: the row above must not show a run of no dots. */
  #turn(): void {
    if (this.#count > 0 && this.#here[this.#count - 1] === this.#a0) this.#count -= 1;
    else this.#here[this.#count++] = this.#a0;
    this.#colour ^= 1;
  }

  #word({ entries, bits }: CodeTable): number {
    const entry = entries[this.#reader.peek(bits)]!;
    const length = entry & 15;
    if (entry === 0) return this.#reader.available < bits ? STARVED : NO_CODE;
    if (length > this.#reader.available) return STARVED;
    this.#reader.skip(length);
    this.#touched = true;
    return entry >> 4;
  }

  #close(): void {
    while (this.#count > 0 && this.#here[this.#count - 1]! >= this.#widthPx) this.#count -= 1;
    endChanges(this.#here, this.#count, this.#widthPx);
  }
}
