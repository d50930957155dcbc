import type { Compression, FaxTerminalOptions, Resolution } from '../fax-terminal.ts';

/** Bit values of t30_set_supported_* in SpanDSP 0.0.6. */
const V27TER = 0x01;
const V29 = 0x02;
const V17 = 0x04;
const COMPRESSIONS: Readonly<Record<Compression, number>> = { mh: 0x02, mr: 0x04, mmr: 0x08 };
/** 300 and 400 dots an inch are never offered here. */
const RESOLUTIONS: Readonly<Record<Resolution, number>> = { standard: 0x01, fine: 0x02, superfine: 0x04, '300': 0, '400': 0 };
/** 204 dots an inch across, which every resolution above means. */
const R8 = 0x20000;
/** Widths of A4, B4 and A3; letter, legal and unlimited length. */
export const IMAGE_SIZES = 0x01 | 0x02 | 0x04 | 0x10000 | 0x20000 | 0x40000;

const V17_BIT_RATE = 14_400;
const V29_BIT_RATE = 9600;

/** SpanDSP limits speed by modem family only: the fastest family that keeps within the limit. V.27ter is the floor of T.30. */
export function modemsFor(options: Pick<FaxTerminalOptions, 'maxBitRate' | 'v17'>): number {
  if (options.v17 && options.maxBitRate >= V17_BIT_RATE) return V17 | V29 | V27TER;
  return options.maxBitRate >= V29_BIT_RATE ? V29 | V27TER : V27TER;
}

/** Every fax machine reads MH, so it is always offered. */
export function compressionsFor(compressions: readonly Compression[]): number {
  return compressions.reduce((bits, compression) => bits | COMPRESSIONS[compression], COMPRESSIONS.mh);
}

/** Every fax machine takes the standard resolution. */
export function resolutionsFor(resolutions: readonly Resolution[]): number {
  return resolutions.reduce((bits, resolution) => bits | RESOLUTIONS[resolution], RESOLUTIONS.standard | R8);
}
