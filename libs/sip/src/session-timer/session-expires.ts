import { isDigit, parseWholeNumber } from '../message/characters.ts';
import { headerValue } from '../message/headers.ts';
import { parameterValue, scanParameters } from '../message/parameters.ts';
import { Scanner } from '../message/scanner.ts';
import type { Header } from '../message/message.ts';

/** Which side of the transaction in question refreshes. */
export type Refresher = 'uac' | 'uas';

/** RFC 4028 4. */
export interface SessionExpires {
  readonly seconds: number;
  readonly refresher: Refresher | undefined;
}

/** RFC 4028 5: nobody may ask for less. A far end that did would make us refresh every moment. */
export const SESSION_SECONDS_MIN = 90;
/** Longer than any call; a larger number would overflow the clock's timers. */
const SESSION_SECONDS_MAX = 86_400;

interface HasHeaders {
  readonly headers: readonly Header[];
}

/** Undefined where there is none, or none that can be read. */
export function sessionExpiresOf(message: HasHeaders): SessionExpires | undefined {
  const scanned = scan(headerValue(message, 'Session-Expires'));
  if (scanned === undefined) return undefined;
  const refresher = parameterValue(scanned.parameters, 'refresher')?.toLowerCase();
  return { seconds: scanned.seconds, refresher: refresher === 'uac' || refresher === 'uas' ? refresher : undefined };
}

export function minSessionOf(message: HasHeaders): number | undefined {
  return scan(headerValue(message, 'Min-SE'))?.seconds;
}

export function sessionExpiresHeader({ seconds, refresher }: SessionExpires): Header {
  return ['Session-Expires', refresher === undefined ? String(seconds) : `${seconds};refresher=${refresher}`];
}

export function minSessionHeader(seconds: number): Header {
  return ['Min-SE', String(seconds)];
}

function scan(value: string | undefined) {
  if (value === undefined) return undefined;
  const scanner = new Scanner(value.trim());
  const seconds = parseWholeNumber(scanner.takeWhile(isDigit), Number.MAX_SAFE_INTEGER);
  const parameters = scanParameters(scanner);
  if (seconds === undefined || parameters === undefined) return undefined;
  return { seconds: Math.min(seconds, SESSION_SECONDS_MAX), parameters };
}
