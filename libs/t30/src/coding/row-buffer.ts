import { type Raster, rowOctets } from '../page/raster.ts';
import { type Changes, paintChanges } from './changes.ts';

const FIRST_ROWS = 512;

/** The rows of a page as they come, up to a number of them. */
export class RowBuffer {
  readonly #widthPx: number;
  readonly #rowOctets: number;
  readonly #maxRows: number;
  #octets: Uint8Array;
  #rows = 0;

  constructor(widthPx: number, maxRows: number) {
    this.#widthPx = widthPx;
    this.#rowOctets = rowOctets(widthPx);
    this.#maxRows = maxRows;
    this.#octets = new Uint8Array(Math.min(FIRST_ROWS, maxRows) * this.#rowOctets);
  }

  get rows(): number {
    return this.#rows;
  }

  get isFull(): boolean {
    return this.#rows >= this.#maxRows;
  }

  paint(changes: Changes): void {
    paintChanges(changes, this.#next(), this.#widthPx);
  }

  /** The row above once more; white where there is none. */
  repeat(): void {
    const row = this.#next();
    const from = (this.#rows - 2) * this.#rowOctets;
    if (from >= 0) row.set(this.#octets.subarray(from, from + this.#rowOctets));
  }

  raster(): Raster {
    return { widthPx: this.#widthPx, octets: this.#octets.slice(0, this.#rows * this.#rowOctets) };
  }

  #next(): Uint8Array {
    const from = this.#rows * this.#rowOctets;
    if (from >= this.#octets.length) this.#grow();
    this.#rows += 1;
    return this.#octets.subarray(from, from + this.#rowOctets);
  }

  #grow(): void {
    const rows = Math.min(this.#rows * 2, this.#maxRows);
    const larger = new Uint8Array(rows * this.#rowOctets);
    larger.set(this.#octets);
    this.#octets = larger;
  }
}
