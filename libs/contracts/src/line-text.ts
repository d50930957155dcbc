import * as z from 'zod';

/** No line ends, no NUL, no half of a surrogate pair: PostgreSQL stores neither of the latter, and the first would forge lines of a log. */
const ONE_LINE = /^[^\p{Cc}\p{Cs}]*$/u;

/** A line of text that people read. */
export function lineText(maxChars: number): z.ZodString {
  return z.string().max(maxChars).regex(ONE_LINE, 'one line of text without control characters');
}
