import type { Compression } from '../fax-terminal.ts';

/** The parameters a DCS frame sets for the pages that follow (T.30 table 2). */
export interface DigitalCommand {
  readonly bitRate: number;
  readonly ecm: boolean;
  readonly compression: Compression;
  readonly widthPx: number;
  readonly resolution: { readonly x: number; readonly y: number };
}

const FIF_AT = 3;

/** Bits 11 to 14, read left to right. */
const BIT_RATES: Readonly<Record<string, number>> = {
  '0000': 2400,
  '0100': 4800,
  '1000': 9600,
  '1100': 7200,
  '0001': 14400,
  '0101': 12000,
  '1001': 9600,
  '1101': 7200,
};
/** Bits 17 and 18 at 204 dots an inch; 11 is invalid and read as the widest. */
const WIDTHS_PX: Readonly<Record<string, number>> = { '00': 1728, '10': 2048, '01': 2432, '11': 2432 };

/** Missing octets read as zero, so a short frame of a hostile far end is merely a modest one. */
export function readDcs(octets: Uint8Array): DigitalCommand {
  const bit = (n: number): 0 | 1 => (((octets[FIF_AT + ((n - 1) >> 3)] ?? 0) >> ((n - 1) & 7)) & 1 ? 1 : 0);
  const doubled = bit(43) === 1 ? 2 : 1;
  return {
    bitRate: BIT_RATES[`${bit(11)}${bit(12)}${bit(13)}${bit(14)}`] ?? 0,
    ecm: bit(27) === 1,
    compression: bit(31) === 1 ? 'mmr' : bit(16) === 1 ? 'mr' : 'mh',
    widthPx: (WIDTHS_PX[`${bit(17)}${bit(18)}`] ?? 1728) * doubled,
    resolution: { x: 204 * doubled, y: bit(41) === 1 || bit(43) === 1 ? 391 : bit(15) === 1 ? 196 : 98 },
  };
}
