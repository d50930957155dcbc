import { isDigit, parseWholeNumber } from './characters.ts';
import { Scanner } from './scanner.ts';

/** Longest wait believed: a far end must not park a trunk for years. */
const RETRY_AFTER_SECONDS_MAX = 86_400;

/** Seconds of `Retry-After: 120 (comment);duration=60`, cut to a day; undefined when it is no number. */
export function parseRetryAfter(value: string): number | undefined {
  const seconds = parseWholeNumber(new Scanner(value.trim()).takeWhile(isDigit), Number.MAX_SAFE_INTEGER);
  return seconds === undefined ? undefined : Math.min(seconds, RETRY_AFTER_SECONDS_MAX);
}
