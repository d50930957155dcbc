import { reversed } from './bits.ts';

/** CSI, TSI, CIG, SUB, SID, SEP, PSA and PWD all have twenty characters (T.30 5.3.6.2.4 and following). */
export const IDENTIFICATION_LENGTH = 20;
const SPACE = 0x20;
const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;

/** The last character goes first, each least significant bit first; spaces fill the end. What is too long loses its end. */
export function writeIdentification(text: string): Uint8Array {
  const field = new Uint8Array(IDENTIFICATION_LENGTH).fill(reversed(SPACE));
  const characters = [...text].slice(0, IDENTIFICATION_LENGTH).reverse();
  characters.forEach((character, at) => {
    field[at] = reversed(printable(character.charCodeAt(0)));
  });
  return field;
}

/** Undefined for a field that is too long to be one: the call goes on without it. Unprintable characters read as question marks. */
export function readIdentification(field: Uint8Array): string | undefined {
  if (field.length > IDENTIFICATION_LENGTH) return undefined;
  const codes = Array.from(field, reversed).reverse();
  return String.fromCharCode(...codes.map(printable)).trim();
}

function printable(code: number): number {
  return code >= FIRST_PRINTABLE && code <= LAST_PRINTABLE ? code : '?'.charCodeAt(0);
}
