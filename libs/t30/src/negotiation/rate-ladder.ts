import type { ModemFamily } from '../call/t30-options.ts';
import type { ImageModem } from '../line/modem.ts';
import { bitRateOf } from '../line/modem.ts';
import { familyOf } from './rate-bits.ts';

/** From the fastest down; at the same speed V.17 comes first, being the sturdier one (T.30 5.3.6.2.2, order of fall-back). */
const LADDER: readonly ImageModem[] = [
  'v17-14400',
  'v17-12000',
  'v17-9600',
  'v29-9600',
  'v17-7200',
  'v29-7200',
  'v27-4800',
  'v27-2400',
];

export interface ModemSide {
  readonly families: readonly ModemFamily[];
  readonly maxBitRate: number;
}

/** What both ends can do, the best first; empty when they have nothing in common. */
export function commonRates(one: ModemSide, other: ModemSide): ImageModem[] {
  const maxBitRate = Math.min(one.maxBitRate, other.maxBitRate);
  const has = (side: ModemSide, modem: ImageModem): boolean => side.families.includes(familyOf(modem));
  return LADDER.filter((modem) => bitRateOf(modem) <= maxBitRate && has(one, modem) && has(other, modem));
}

/** The next rung after a failed training; undefined below the last. */
export function rungBelow(rates: readonly ImageModem[], modem: ImageModem): ImageModem | undefined {
  const at = rates.indexOf(modem);
  return at < 0 ? rates[0] : rates[at + 1];
}
