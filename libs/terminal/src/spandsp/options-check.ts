import type { FaxTerminalOptions } from '../fax-terminal.ts';
import { TerminalError } from '../terminal-error.ts';

/** T.30 identities and SpanDSP's header line; longer strings it would refuse in silence. */
const MAX_STATION_ID = 20;
const MAX_HEADER_TEXT = 50;
/** The speeds of T.30's modems. */
const MIN_BIT_RATE = 2400;
const MAX_BIT_RATE = 14_400;
/** Beyond it one tick of the clock is longer than a T.30 timer. */
const MAX_SPEED = 200;

const CHECKS: readonly (readonly [problem: string, holds: (options: FaxTerminalOptions) => boolean])[] = [
  ['one of transmit and receive is needed', (o) => (o.transmit === undefined) !== (o.receive === undefined)],
  ['stationId is up to 20 printable characters', (o) => o.stationId.length <= MAX_STATION_ID && isPrintable(o.stationId)],
  ['headerText is up to 50 printable characters', (o) => (o.headerText ?? '').length <= MAX_HEADER_TEXT && isPrintable(o.headerText ?? '')],
  ['maxBitRate is 2400..14400', (o) => o.maxBitRate >= MIN_BIT_RATE && o.maxBitRate <= MAX_BIT_RATE],
  ['speed is above 0 and at most 200', (o) => o.speed > 0 && o.speed <= MAX_SPEED],
  ['maxCallSeconds and maxSilenceSeconds are above 0', (o) => o.maxCallSeconds > 0 && o.maxSilenceSeconds > 0],
  ['firstPage is a page number from 0', (o) => isPage(o.transmit?.firstPage ?? 0)],
  ['pageCount is at least 1', (o) => isPage((o.transmit?.pageCount ?? 1) - 1)],
];

/** Throws `invalid_options`: a wrong caller, never a wrong peer. */
export function checkOptions(options: FaxTerminalOptions): void {
  const broken = CHECKS.find(([, holds]) => !holds(options));
  if (broken) throw new TerminalError('invalid_options', broken[0]);
}

function isPrintable(text: string): boolean {
  return [...text].every((character) => character >= ' ' && character <= '~');
}

function isPage(index: number): boolean {
  return Number.isInteger(index) && index >= 0;
}
