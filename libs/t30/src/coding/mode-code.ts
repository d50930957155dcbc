import { packedCode } from './run-code.ts';

/** Two-dimensional modes (ITU-T T.4 table 4). A vertical one of offset n is `VERTICAL + n`. */
export const PASS = 1;
export const HORIZONTAL = 2;
export const VERTICAL = 6;
/** Farthest that a vertical mode reaches, to either side. */
export const REACH = 3;

/** By mode. Uncompressed mode (0000001xxx) is never offered by us, so it is no code. */
const WORDS: Readonly<Record<number, string>> = {
  [PASS]: '0001',
  [HORIZONTAL]: '001',
  [VERTICAL - 3]: '0000010',
  [VERTICAL - 2]: '000010',
  [VERTICAL - 1]: '010',
  [VERTICAL]: '1',
  [VERTICAL + 1]: '011',
  [VERTICAL + 2]: '000011',
  [VERTICAL + 3]: '0000011',
};

export const MODE_CODES = Uint32Array.from({ length: VERTICAL + REACH + 1 }, (_, mode) => packedCode(WORDS[mode] ?? ''));

/** End of line: eleven zeros and a one. */
export const EOL = packedCode('000000000001');
export const EOL_ZEROS = 11;
/** The tag after the end of line of T.4's two dimensions: 1 when the row is coded in one. */
export const ONE_DIMENSIONAL = packedCode('1');
export const TWO_DIMENSIONAL = packedCode('0');
