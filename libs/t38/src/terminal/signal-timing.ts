import type { ImageModem, Training } from '@faxwire/t30';
import { bitRateOf } from '@faxwire/t30';

/** Between signals of different modulation, and after a change of direction (T.30 5.3.1: 75 +- 20 ms). */
export const GAP_MS = 75;
/** Silence before the first tone of a call (T.30 phase A). */
export const BEFORE_TONE_MS = 200;
/** CED lasts 2.6 to 4.0 s (T.30 4.1). */
export const CED_MS = 3000;
/** V.21 flags before a command: 1 s +- 15 %; less than a full second fails with some gateways. */
export const PREAMBLE_MS = 1000;
/** Flags between the training of a fast modem and its first frame (T.4 annex A). */
export const FAST_FLAGS_MS = 200;
/** Gateways lose what was sent last when the carrier drops with the last octet. */
export const COMMAND_TAIL_MS = 100;
export const IMAGE_TAIL_MS = 85;
/** Without frames, zeros take the place of that pause. */
export const CLOSING_ZERO_PACKETS = 3;
/** An image goes in chunks of this length: what the peers in the field send and buffer for. */
export const CHUNK_MS = 30;
export const V21_BIT_RATE = 300;

const TRAINING_MS = {
  'v27-2400': { long: 943, short: 943 },
  'v27-4800': { long: 708, short: 708 },
  v29: { long: 234, short: 234 },
  v17: { long: 1393, short: 142 },
} as const;

export function trainingMs(modem: ImageModem, training: Training): number {
  if (modem === 'v27-2400' || modem === 'v27-4800') return TRAINING_MS[modem][training];
  return TRAINING_MS[modem.startsWith('v29') ? 'v29' : 'v17'][training];
}

/** Whole octets: 9 at 2400 bit/s, 54 at 14,400. */
export function chunkOctets(modem: ImageModem): number {
  return Math.round((bitRateOf(modem) * CHUNK_MS) / 8000);
}

/** A wanted number of copies: indicators and ends of data are few, and one lost costs seconds. */
export const COPIES = 3;
