import type { ImageModem } from '../line/modem.ts';
import { chosenBits, chosenModem } from './rate-bits.ts';

/** CTC carries bits 1 to 16 of a DCS, of which only the speed means anything (Annex A.3.6.4). */
const FIELD_OCTETS = 2;

export function writeCtc(modem: ImageModem): Uint8Array {
  const field = new Uint8Array(FIELD_OCTETS);
  for (const bit of chosenBits(modem)) field[(bit - 1) >> 3] = (field[(bit - 1) >> 3] ?? 0) | (0x80 >> ((bit - 1) & 7));
  return field;
}

/** Undefined for a field that is too short, or a speed that nobody has. */
export function readCtc(field: Uint8Array): ImageModem | undefined {
  return field.length < FIELD_OCTETS ? undefined : chosenModem(field);
}
