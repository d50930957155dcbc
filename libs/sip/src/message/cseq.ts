import { isDigit, isTokenChar, parseWholeNumber } from './characters.ts';
import { Scanner } from './scanner.ts';

export interface CSeq {
  readonly sequence: number;
  readonly method: string;
}

/** RFC 3261 8.1.1.5: below 2^31. */
export const SEQUENCE_MAX = 2 ** 31 - 1;

export function parseCSeq(value: string): CSeq | undefined {
  const scanner = new Scanner(value);
  const sequence = parseWholeNumber(scanner.takeWhile(isDigit), SEQUENCE_MAX);
  scanner.skipWhitespace();
  const method = scanner.takeWhile(isTokenChar);
  if (sequence === undefined || method.length === 0 || !scanner.done) return undefined;
  return { sequence, method };
}
