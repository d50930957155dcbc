import type { ModemFamily } from '../call/t30-options.ts';
import { bitOf } from '../frame/bits.ts';
import type { ImageModem } from '../line/modem.ts';

const FIRST_RATE_BIT = 11;

/** DCS bits 11 to 14, left to right. V.33 (0010, 0110) was withdrawn, the others are reserved: such a command is never guessed. */
const CHOSEN: readonly (readonly [string, ImageModem])[] = [
  ['0000', 'v27-2400'],
  ['0100', 'v27-4800'],
  ['1000', 'v29-9600'],
  ['1100', 'v29-7200'],
  ['0001', 'v17-14400'],
  ['0101', 'v17-12000'],
  ['1001', 'v17-9600'],
  ['1101', 'v17-7200'],
];

interface Offer {
  readonly families: readonly ModemFamily[];
  /** 0000 is V.27ter in its fall-back mode, 2400 bit/s only. */
  readonly slowOnly?: boolean;
}
/** DIS bits 11 to 14. Undefined codes are taken as the V.27ter that every machine has. */
const OFFERED: Readonly<Record<string, Offer>> = {
  '0000': { families: ['v27ter'], slowOnly: true },
  '0100': { families: ['v27ter'] },
  '1000': { families: ['v29'] },
  '1100': { families: ['v27ter', 'v29'] },
  // With V.33, which is gone.
  '1110': { families: ['v27ter', 'v29'] },
  '1101': { families: ['v27ter', 'v29', 'v17'] },
};
const UNKNOWN: Offer = { families: ['v27ter'] };

export function chosenModem(field: Uint8Array): ImageModem | undefined {
  return CHOSEN.find(([code]) => code === codeOf(field))?.[1];
}

export function chosenBits(modem: ImageModem): number[] {
  return bitsOf(CHOSEN.find(([, chosen]) => chosen === modem)?.[0] ?? '0000');
}

export function offeredModems(field: Uint8Array): Offer {
  return OFFERED[codeOf(field)] ?? UNKNOWN;
}

/** The code that says most of what a machine has without saying more. */
export function offeredBits(families: readonly ModemFamily[], maxBitRate: number): number[] {
  if (maxBitRate < 4800) return [];
  const has = (family: ModemFamily, from: number): boolean => families.includes(family) && maxBitRate >= from;
  if (has('v17', 7200) && has('v29', 7200)) return bitsOf('1101');
  if (has('v29', 7200)) return bitsOf(families.includes('v27ter') ? '1100' : '1000');
  // V.17 alone has no code; such a machine is taken for one with everything.
  return bitsOf(has('v17', 7200) ? '1101' : '0100');
}

export function familyOf(modem: ImageModem): ModemFamily {
  return modem.startsWith('v27') ? 'v27ter' : modem.startsWith('v29') ? 'v29' : 'v17';
}

function codeOf(field: Uint8Array): string {
  return [0, 1, 2, 3].map((at) => (bitOf(field, FIRST_RATE_BIT + at) ? '1' : '0')).join('');
}

function bitsOf(code: string): number[] {
  return [0, 1, 2, 3].filter((at) => code[at] === '1').map((at) => FIRST_RATE_BIT + at);
}
