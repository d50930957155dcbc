import type { LineSignal } from '../line/line-signal.ts';
import { bitRateOf } from '../line/modem.ts';
import type { Utterance } from '../line/utterance.ts';
import { CED_MS, durationMs, FLAGS_MS, frameMs, PREAMBLE_MS, trainingMs } from './burst-duration.ts';

export interface TimedSignal {
  /** From the start of the utterance. */
  readonly atMs: number;
  readonly signal: LineSignal;
}

/** An image is heard in pieces as long as this. */
const PIECE_MS = 250;

/** What the other end hears of an utterance, and when. */
export function signalsOf(utterance: Utterance): TimedSignal[] {
  if (utterance.type === 'pause') return [];
  if (utterance.type === 'tone') return toneSignals(utterance.tone);
  const silence: TimedSignal = { atMs: durationMs(utterance), signal: { type: 'silence' } };
  const flags: TimedSignal = { atMs: 0, signal: { type: 'carrier', modem: 'v21' } };
  if (utterance.type === 'command') return [flags, ...frameSignals(utterance.frames, 'v21', PREAMBLE_MS), silence];
  const { modem, training } = utterance;
  const start = trainingMs(modem, training);
  const carrier: TimedSignal = { atMs: 0, signal: { type: 'carrier', modem, training } };
  if (utterance.type === 'frames') return [carrier, ...frameSignals(utterance.frames, modem, start + FLAGS_MS), silence];
  const pieces = piecesOf(utterance.octets, Math.ceil((bitRateOf(modem) * PIECE_MS) / 8000));
  const images = pieces.map((octets, at): TimedSignal => ({ atMs: start + (at + 1) * PIECE_MS, signal: { type: 'image', modem, octets } }));
  const heard = images.map((image) => ({ ...image, atMs: Math.min(image.atMs, silence.atMs) }));
  return [carrier, ...heard, silence];
}

function toneSignals(tone: 'cng' | 'ced'): TimedSignal[] {
  const start: TimedSignal = { atMs: 0, signal: { type: 'tone', tone } };
  return tone === 'cng' ? [start] : [start, { atMs: CED_MS, signal: { type: 'silence' } }];
}

function frameSignals(frames: readonly Uint8Array[], modem: Extract<LineSignal, { type: 'frame' }>['modem'], startMs: number): TimedSignal[] {
  let atMs = startMs;
  return frames.map((octets) => {
    atMs += frameMs(octets.length, modem);
    return { atMs, signal: { type: 'frame', modem, octets, intact: true } };
  });
}

function piecesOf(octets: Uint8Array, size: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < octets.length; at += size) pieces.push(octets.subarray(at, at + size));
  return pieces;
}
