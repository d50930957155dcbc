import { MODE_CODES } from './mode-code.ts';
import { BLACK_CODES, type PackedCode, WHITE_CODES } from './run-code.ts';

/**
 * Code words by the bits that follow on the line: an entry is `symbol << 4 | bits of the word`, 0 where no word begins so.
 * The index takes as many bits as the longest word has.
 */
export interface CodeTable {
  readonly entries: Uint16Array;
  readonly bits: number;
}

export const WHITE_TABLE = codeTable(WHITE_CODES, 12);
export const BLACK_TABLE = codeTable(BLACK_CODES, 13);
export const MODE_TABLE = codeTable(MODE_CODES, 7);

function codeTable(codes: ArrayLike<PackedCode>, bits: number): CodeTable {
  const entries = new Uint16Array(1 << bits);
  Array.from(codes).forEach((code, symbol) => {
    const length = code & 15;
    if (length === 0) return;
    const from = (code >> 4) << (bits - length);
    entries.fill((symbol << 4) | length, from, from + (1 << (bits - length)));
  });
  return { entries, bits };
}
