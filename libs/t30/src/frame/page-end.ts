import { reversed } from './bits.ts';
import type { FrameName } from './fcf.ts';
import { FCF, fcfOf, nameOf } from './fcf.ts';

/** What the sender does after this page or block (T.30 5.3.6.1.6). NULL: the page goes on in another block. */
export const PAGE_ENDS = ['MPS', 'EOM', 'EOP', 'EOS', 'PRI-MPS', 'PRI-EOM', 'PRI-EOP'] as const;
export type PageEnd = (typeof PAGE_ENDS)[number];
export type BlockEnd = PageEnd | 'NULL';

/** The second control field of PPS and EOR when the page goes on. It never carries X. */
const NULL_FCF = 0x00;

export interface PartialPageSignal {
  readonly end: BlockEnd;
  /** From 0, both wrapping at 256. */
  readonly page: number;
  readonly block: number;
  /** Frames of this burst; a burst of none says one, as SpanDSP does (Annex A.4.4 leaves it open). */
  readonly frames: number;
}

export function isPageEnd(name: FrameName | undefined): name is PageEnd {
  return name !== undefined && (PAGE_ENDS as readonly string[]).includes(name);
}

/** An operator is of no use to a machine: PRI-x asks for what x asks for. */
export function withoutOperator(end: BlockEnd): 'MPS' | 'EOM' | 'EOP' | 'EOS' | 'NULL' {
  return (end.startsWith('PRI-') ? end.slice('PRI-'.length) : end) as 'MPS' | 'EOM' | 'EOP' | 'EOS' | 'NULL';
}

export function writePps(signal: PartialPageSignal, x: boolean): Uint8Array {
  const counts = [signal.page & 0xff, signal.block & 0xff, Math.max(0, signal.frames - 1)];
  return Uint8Array.of(secondFcf(signal.end, x), ...counts.map(reversed));
}

/** Undefined for a field without all four octets, or with an end that nobody knows. */
export function readPps(field: Uint8Array): PartialPageSignal | undefined {
  const [second, page, block, count] = field;
  if (second === undefined || page === undefined || block === undefined || count === undefined) return undefined;
  const end = readBlockEnd(field);
  return end && { end, page: reversed(page), block: reversed(block), frames: reversed(count) + 1 };
}

export function writeEor(end: BlockEnd, x: boolean): Uint8Array {
  return Uint8Array.of(secondFcf(end, x));
}

/** The end that a PPS or an EOR announces. */
export function readBlockEnd(field: Uint8Array): BlockEnd | undefined {
  if (field.length === 0) return undefined;
  if (field[0] === NULL_FCF) return 'NULL';
  const name = nameOf(field[0] ?? NULL_FCF);
  return isPageEnd(name) ? name : undefined;
}

function secondFcf(end: BlockEnd, x: boolean): number {
  return end === 'NULL' ? NULL_FCF : fcfOf(end, x);
}

/** The frame as T.30 writes it, such as PPS-EOP. */
export function fullName(name: FrameName | undefined, fcf: number, field: Uint8Array): string {
  if (name === undefined) return `0x${fcf.toString(16).padStart(2, '0')}`;
  if (FCF[name] !== FCF.PPS && FCF[name] !== FCF.EOR) return name;
  return `${name}-${readBlockEnd(field) ?? '?'}`;
}
