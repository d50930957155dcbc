import type { FaxPage, T30Document } from '@faxwire/t30';
import { rowCount } from '@faxwire/t30';
import type { CallFloor } from './call-floor.ts';
import type { Cell } from './dimensions.ts';
import type { Outcome } from './outcome.ts';
import { survivingRows } from './surviving-rows.ts';

/** A call that was made, and what it is measured by. */
export interface Judged {
  readonly cell: Cell;
  readonly outcome: Outcome;
  readonly sent: T30Document;
  /** Where the line loses nothing. */
  readonly floor: CallFloor | undefined;
}

/** What holds of every call that it applies to: undefined, or what is wrong. */
interface Rule {
  readonly name: string;
  readonly applies: (cell: Cell) => boolean;
  readonly problem: (judged: Judged) => string | undefined;
}

/** No call may take longer than that of two SpanDSP machines by more than this. */
const MOST_TIMES_LONGER = 1.05;
/** Two halves of rows, joined where the line lost their ends, may add up to a row by chance. */
const MOST_UNSEEN = 2;
/** White rows are so short that one packet has twenty of them, and nobody misses them: T.4 does not say how many rows there are. */
const LEAST_ROWS = 0.5;
const COMPLETION_CODES = /^\d+\/\d+$/;

const isSafe = ({ ecm, loss }: Cell): boolean => ecm || loss === 0;
const sentBySpanDsp = ({ machines, sender }: Cell): boolean => machines !== 'own-own' && (machines === 'spandsp-own') === (sender === 'caller');

/** A parity packet brings back one loss among those that it covers: of a burst some are gone, and a command said three times may lose each of them (T.30 5.4.2). */
const isThin = ({ errorCorrection, burst, loss }: Cell): boolean => errorCorrection === 'fec' && burst > 1 && loss > 0;

export const RULES: readonly Rule[] = [
  {
    name: 'error correction brings every page over, whatever is lost, overtaken or doubled, parity over bursts apart; and so does a line that loses nothing',
    applies: (cell) => isSafe(cell) && !isThin(cell),
    problem: ({ outcome }) => (outcome.documentConfirmed ? undefined : `not delivered, ended ${outcome.ending}`),
  },
  {
    name: 'what is confirmed is what was sent, dot by dot, with error correction or without losses',
    applies: isSafe,
    problem: ({ outcome, sent }) => pageThat(outcome, (page, i) => page !== undefined && isSame(page, sent.page(i))),
  },
  {
    name: 'what was refused, or not understood, three times ends the call (T.30 5.4.2): without error correction, and where parity meets bursts; both ends know it',
    applies: (cell) => !isSafe(cell) || isThin(cell),
    problem: ({ outcome }) => (outcome.documentConfirmed || COMPLETION_CODES.test(outcome.ending) ? undefined : `ended ${outcome.ending}`),
  },
  {
    name: 'without error correction a page that is confirmed may have bad rows, which its receiver has counted',
    applies: (cell) => !isSafe(cell),
    problem: ({ outcome, sent }) => pageThat(outcome, (page, i) => page !== undefined && isNearly(page, sent.page(i), outcome.badRows[i] ?? 0)),
  },
  {
    name: 'a line that loses nothing costs no time: SpanDSP with SpanDSP at the same rate is not faster by a twentieth',
    applies: ({ loss }) => loss === 0,
    problem: ({ cell, outcome, floor }) => (floor && outcome.protocolSeconds > mostSeconds(cell, floor) ? `took ${outcome.protocolSeconds} s where ${mostSeconds(cell, floor) / MOST_TIMES_LONGER} s are enough` : undefined),
  },
];

/** DIS has no bit for a speed within a family (T.30 table 2, bits 11 to 14): SpanDSP, told of V.29, tries 9,600 first and is refused once where 7,200 is the limit. */
function mostSeconds(cell: Cell, { seconds, roundSeconds }: CallFloor): number {
  return (seconds + (sentBySpanDsp(cell) ? roundSeconds : 0)) * MOST_TIMES_LONGER;
}

/** The first rule that a call breaks, and how. */
export function problemOf(judged: Judged): string | undefined {
  for (const { name, applies, problem } of RULES) {
    const found = applies(judged.cell) ? problem(judged) : undefined;
    if (found !== undefined) return `${found} (${name})`;
  }
  return undefined;
}

function pageThat({ pagesConfirmed, received, ending }: Outcome, holds: (page: FaxPage | undefined, i: number) => boolean): string | undefined {
  for (let i = 0; i < pagesConfirmed; i += 1) if (!holds(received[i], i)) return `page ${i} was confirmed and is not what was sent, ended ${ending}`;
  return undefined;
}

function isSame({ raster }: FaxPage, sent: FaxPage): boolean {
  return Buffer.compare(raster.octets, sent.raster.octets) === 0;
}

function isNearly(page: FaxPage, sent: FaxPage, badRows: number): boolean {
  const survivors = survivingRows(sent, page);
  const wrongRows = rowCount(page.raster) - survivors;
  return wrongRows <= badRows + MOST_UNSEEN && survivors >= rowCount(sent.raster) * LEAST_ROWS;
}
