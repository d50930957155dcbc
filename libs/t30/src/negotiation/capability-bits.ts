import type { ModemFamily, T30Capabilities } from '../call/t30-options.ts';
import type { Compression } from '../coding/compression.ts';
import { bitOf, fieldOf } from '../frame/bits.ts';
import type { PageResolution } from '../page/raster.ts';
import { BASE_WIDTHS_PX } from './page-width.ts';
import { offeredBits, offeredModems } from './rate-bits.ts';
import { offeredScanMs, scanBits } from './scan-time.ts';

/** Bits of DIS and DTC (T.30 table 2). */
export const BIT = {
  t38: 3,
  prefers64: 7,
  hasDocument: 9,
  canReceive: 10,
  fine: 15,
  mr: 16,
  width303: 18,
  width255: 17,
  lengthB4: 19,
  lengthUnlimited: 20,
  ecm: 27,
  mmr: 31,
  superfine: 41,
  dpi300: 42,
  dots400: 43,
  inch: 44,
  metric: 45,
  selectivePolling: 47,
  subAddressing: 49,
  password: 50,
  letter: 76,
  legal: 77,
} as const;

const RESOLUTION_BITS: readonly (readonly [PageResolution, number])[] = [
  ['fine', BIT.fine],
  ['superfine', BIT.superfine],
  ['300', BIT.dpi300],
  ['400', BIT.dots400],
];
const MIN_FIELD_OCTETS = 3;
/** DIS has no bit for a speed within a family: the family's best is what it can. */
const MAX_BIT_RATE = 14_400;
const SLOW_BIT_RATE = 2400;

/** A far end's DIS or DTC, read. */
export interface FarCapabilities {
  readonly hasDocument: boolean;
  readonly canReceive: boolean;
  readonly families: readonly ModemFamily[];
  readonly maxBitRate: number;
  readonly ecm: boolean;
  readonly prefers64: boolean;
  readonly compressions: readonly Compression[];
  readonly resolutions: readonly PageResolution[];
  readonly widthsPx: readonly number[];
  readonly length: 'a4' | 'b4' | 'unlimited';
  readonly letter: boolean;
  readonly legal: boolean;
  readonly selectivePolling: boolean;
  readonly subAddressing: boolean;
  readonly password: boolean;
  scanMs(resolution: PageResolution): number;
}

export interface Presence {
  readonly hasDocument: boolean;
  readonly canReceive: boolean;
  /** DTC: bits 47 and 50 say which frames came with it. */
  readonly dtc?: { readonly selectivePolling: boolean; readonly password: boolean };
}

export function writeCapabilities(own: T30Capabilities, presence: Presence): Uint8Array {
  const when = (condition: boolean | undefined, ...bits: number[]): number[] => (condition ? bits : []);
  return fieldOf([
    ...when(own.t38, BIT.t38),
    ...when(own.ecm && own.ecmFrameOctets === 64, BIT.prefers64),
    ...when(presence.hasDocument, BIT.hasDocument),
    ...when(presence.dtc ? presence.dtc.selectivePolling : presence.hasDocument, BIT.selectivePolling),
    ...when(presence.canReceive, BIT.canReceive),
    ...offeredBits(own.modems, own.maxBitRate),
    ...RESOLUTION_BITS.filter(([resolution]) => own.resolutions.includes(resolution)).map(([, bit]) => bit),
    ...when(own.compressions.includes('mr'), BIT.mr),
    ...widthBits(own.widthsPx),
    BIT.lengthUnlimited,
    ...scanBits(own.minScanLineMs ?? 0),
    ...when(own.ecm, BIT.ecm),
    ...when(own.ecm && own.compressions.includes('mmr'), BIT.mmr),
    BIT.metric,
    ...when(own.subAddressing && !presence.dtc, BIT.subAddressing),
    ...when(presence.dtc ? presence.dtc.password : own.subAddressing, BIT.password),
    BIT.letter,
    BIT.legal,
  ]);
}

/** Undefined for a field of fewer than the three octets that every machine has sent since 1980. */
export function readCapabilities(field: Uint8Array): FarCapabilities | undefined {
  if (field.length < MIN_FIELD_OCTETS) return undefined;
  const has = (name: keyof typeof BIT): boolean => bitOf(field, BIT[name]);
  const modems = offeredModems(field);
  return {
    hasDocument: has('hasDocument'),
    canReceive: has('canReceive'),
    families: modems.families,
    maxBitRate: modems.slowOnly ? SLOW_BIT_RATE : MAX_BIT_RATE,
    ecm: has('ecm'),
    prefers64: has('prefers64'),
    compressions: ['mh', ...(has('mr') ? (['mr'] as const) : []), ...(has('mmr') && has('ecm') ? (['mmr'] as const) : [])],
    resolutions: ['standard', ...RESOLUTION_BITS.filter(([, bit]) => bitOf(field, bit)).map(([resolution]) => resolution)],
    widthsPx: BASE_WIDTHS_PX.slice(0, has('width303') ? 3 : has('width255') ? 2 : 1),
    length: has('lengthUnlimited') ? 'unlimited' : has('lengthB4') ? 'b4' : 'a4',
    letter: has('letter'),
    legal: has('legal'),
    selectivePolling: has('selectivePolling'),
    subAddressing: has('subAddressing'),
    password: has('password'),
    scanMs: (resolution) => offeredScanMs(field, resolution),
  };
}

/** 00 is 215 mm, 10 adds 255 mm, 01 adds both 255 and 303 mm. */
function widthBits(widthsPx: readonly number[]): number[] {
  if (widthsPx.includes(BASE_WIDTHS_PX[2])) return [BIT.width303];
  return widthsPx.includes(BASE_WIDTHS_PX[1]) ? [BIT.width255] : [];
}
