import type { ImageModem } from '../line/modem.ts';
import { bitRateOf } from '../line/modem.ts';
import type { Utterance } from '../line/utterance.ts';

/** Times of the simulated line, in ms. */
export const PREAMBLE_MS = 1000;
export const CED_MS = 3000;
const V21_BIT_RATE = 300;
/** Address to FCS, and a flag. */
const FRAME_OVERHEAD_OCTETS = 3;

/** How long a modem trains before its first bit (V.17, V.29, V.27ter; segments with talker echo protection off). */
export function trainingMs(modem: ImageModem, training: 'long' | 'short'): number {
  if (modem.startsWith('v17')) return training === 'long' ? 1393 : 142;
  if (modem.startsWith('v29')) return 234;
  return modem === 'v27-2400' ? 943 : 708;
}

export function frameMs(octets: number, modem: 'v21' | ImageModem): number {
  const bitRate = modem === 'v21' ? V21_BIT_RATE : bitRateOf(modem);
  return ((octets + FRAME_OVERHEAD_OCTETS) * 8 * 1000) / bitRate;
}

/** How long an utterance keeps the line; a tone of CNG never ends by itself. */
export function durationMs(utterance: Utterance): number {
  if (utterance.type === 'tone') return utterance.tone === 'ced' ? CED_MS + 75 : Infinity;
  if (utterance.type === 'pause') return utterance.durationMs;
  if (utterance.type === 'command') return utterance.frames.reduce((sum, frame) => sum + frameMs(frame.length, 'v21'), PREAMBLE_MS);
  const start = trainingMs(utterance.modem, utterance.training);
  if (utterance.type === 'image') return start + (utterance.octets.length * 8 * 1000) / bitRateOf(utterance.modem);
  return utterance.frames.reduce((sum, frame) => sum + frameMs(frame.length, utterance.modem), start + FLAGS_MS);
}

/** Flags before the first frame of a block. */
export const FLAGS_MS = 200;
