import { reversed } from './bits.ts';
import { ADDRESS, NON_FINAL } from './frame.ts';
import { FCF } from './fcf.ts';

/** FCD: one octet of frame number, then image data (Annex A.3.6.1). */
const NUMBER_AT = 3;
const DATA_AT = 4;
/** RCP is repeated against loss (Annex A.3.6.2). */
const RCP_COPIES = 3;

export interface CodedData {
  readonly number: number;
  readonly data: Uint8Array;
}

export function writeFcd(frame: CodedData): Uint8Array {
  const octets = new Uint8Array(DATA_AT + frame.data.length);
  octets.set([ADDRESS, NON_FINAL, FCF.FCD, reversed(frame.number & 0xff)]);
  octets.set(frame.data, DATA_AT);
  return octets;
}

export function returnToControl(): Uint8Array[] {
  return Array.from({ length: RCP_COPIES }, () => Uint8Array.of(ADDRESS, NON_FINAL, FCF.RCP));
}

/** Undefined for anything but an FCD frame with a number. */
export function readFcd(octets: Uint8Array): CodedData | undefined {
  const number = octets[NUMBER_AT];
  if (octets[0] !== ADDRESS || octets[2] !== FCF.FCD || number === undefined) return undefined;
  return { number: reversed(number), data: octets.subarray(DATA_AT) };
}

export function isRcp(octets: Uint8Array): boolean {
  return octets[0] === ADDRESS && octets[2] === FCF.RCP;
}
