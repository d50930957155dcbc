import type { Utterance } from '../line/utterance.ts';
import { bitRateOf } from '../line/modem.ts';

/** An upper bound, for the watchdog only: the line tells when an utterance has really left. */
export function longestMs(utterance: Utterance): number {
  if (utterance.type === 'tone') return LONGEST_TONE_MS;
  if (utterance.type === 'pause') return utterance.durationMs;
  if (utterance.type === 'command') return PREAMBLE_MS + V21_OCTET_MS * octetsOf(utterance.frames);
  const octets = utterance.type === 'image' ? utterance.octets.length : octetsOf(utterance.frames);
  return TRAINING_MS + (octets * 8 * 1000 * STUFFING) / bitRateOf(utterance.modem);
}

const LONGEST_TONE_MS = 5_000;
const PREAMBLE_MS = 1_200;
/** 8 bits at 300 bit/s, and their stuffing. */
const V21_OCTET_MS = 32;
const TRAINING_MS = 3_000;
/** HDLC puts a zero behind every five ones. */
const STUFFING = 1.25;
const FRAME_OVERHEAD_OCTETS = 4;

function octetsOf(frames: readonly Uint8Array[]): number {
  return frames.reduce((sum, frame) => sum + frame.length + FRAME_OVERHEAD_OCTETS, 0);
}
