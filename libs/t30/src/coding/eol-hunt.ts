import type { BitReader } from './bit-reader.ts';
import { EOL_ZEROS } from './mode-code.ts';

const STEP_BITS = 24;

/** `surplus`: there were bits before it that are no fill. */
export type EolOutcome = 'eol' | 'surplus' | 'starved';

/** Looks for the next end of line, over fill and whatever else is in front of it, and stops anywhere when the bits run out. */
export class EolHunt {
  readonly #reader: BitReader;
  #zeros = 0;
  #surplus = false;

  constructor(reader: BitReader) {
    this.#reader = reader;
  }

  /** Zeros at the end of what was read count: a word read wrongly may have taken some. */
  begin(): void {
    this.#zeros = this.#reader.zerosBehind(EOL_ZEROS);
    this.#surplus = false;
  }

  resume(): EolOutcome {
    while (this.#reader.available > 0) {
      const bits = Math.min(this.#reader.available, STEP_BITS);
      const word = this.#reader.peek(bits);
      const zeros = Math.clz32(word) - (32 - bits);
      if (word !== 0 && this.#zeros + zeros < EOL_ZEROS && !hasEolZeros(word, bits)) this.#pass(word, bits);
      else if (word === 0) this.#passZeros(bits);
      else if (this.#oneAfter(zeros)) return this.#surplus ? 'surplus' : 'eol';
    }
    return 'starved';
  }

  /** Bits in which no end of line can be, except that it begins with their last zeros. */
  #pass(word: number, bits: number): void {
    this.#reader.skip(bits);
    this.#zeros = 31 - Math.clz32(word & -word);
    this.#surplus = true;
  }

  #passZeros(bits: number): void {
    this.#reader.skip(bits);
    this.#zeros = Math.min(this.#zeros + bits, EOL_ZEROS);
  }

  /** Takes the zeros and the one behind them. */
  #oneAfter(zeros: number): boolean {
    this.#reader.skip(zeros + 1);
    const isEol = this.#zeros + zeros >= EOL_ZEROS;
    this.#zeros = 0;
    if (!isEol) this.#surplus = true;
    return isEol;
  }
}

/** Whether there are eleven zeros next to each other in the lowest so many bits of a word: each step joins neighbours (2, 4, 8, 11). */
function hasEolZeros(word: number, bits: number): boolean {
  let zeros = ~word & ((1 << bits) - 1);
  zeros &= zeros >> 1;
  zeros &= zeros >> 2;
  zeros &= zeros >> 4;
  zeros &= zeros >> 3;
  return zeros !== 0;
}
