import type { ImageModem, Training, Utterance } from '@faxwire/t30';
import { bitRateOf, isTrainingCheck } from '@faxwire/t30';
import type { IfpDataType, IfpField, IfpIndicator, IfpVersion } from '../ifp.ts';
import { encodeIfp } from '../ifp-encoder.ts';
import { frameTailMs, octetsMs } from './hdlc-duration.ts';
import * as timing from './signal-timing.ts';

/** One packet, and how long after the one before it. */
export interface SpokenPacket {
  readonly afterMs: number;
  readonly ifp: Uint8Array;
  readonly copies: number;
}

/** Packets one by one, made as their time comes; at the end the time after which it is said. */
export type Speech = Generator<SpokenPacket, number, void>;

/** RCP, which ends a partial page, is sent three times (T.4 annex A). */
const RCP = Uint8Array.of(0xff, 0xc0, 0x61);
const RCP_COUNT = 3;

export interface Voice {
  readonly version: IfpVersion;
  /** Whether the far end thinks that a signal is on the line. */
  isSounding: boolean;
  /** Training checks are made at each end: their time passes, and nothing of them is sent (T.38 8.1). */
  readonly localTcf?: boolean;
}

/** An utterance as T.38 packets at the pace of the line it stands for, which is that of SpanDSP's terminal. */
export function* speak(utterance: Utterance, voice: Voice): Speech {
  switch (utterance.type) {
    case 'tone':
      return yield* tone(utterance.tone, voice);
    case 'pause':
      yield* silence(0, voice);
      return utterance.durationMs;
    case 'command':
      return yield* command(utterance.frames, voice);
    case 'image':
      return yield* image(utterance, voice);
    case 'frames':
      return yield* partialPage(utterance, voice);
  }
}

/** Nothing on the line any more; told once. */
export function* silence(afterMs: number, voice: Voice): Speech {
  if (!voice.isSounding) return afterMs;
  voice.isSounding = false;
  yield indicate('no-signal', afterMs);
  return 0;
}

function* tone(name: 'cng' | 'ced', voice: Voice): Speech {
  const restMs = yield* silence(0, voice);
  voice.isSounding = true;
  yield indicate(name, restMs + timing.BEFORE_TONE_MS);
  // One indicator stands for all beeps of CNG; it lasts until something else is said.
  if (name === 'cng') return Infinity;
  yield* silence(timing.CED_MS, voice);
  return timing.GAP_MS;
}

function* command(frames: readonly Uint8Array[], voice: Voice): Speech {
  let afterMs = yield* open('v21-preamble', timing.PREAMBLE_MS, voice);
  for (const [i, frame] of frames.entries()) {
    for (const octet of frame) {
      yield data('v21', { type: 'hdlc-data', bytes: Uint8Array.of(octet) }, { afterMs, voice });
      afterMs = octetsMs(1, timing.V21_BIT_RATE);
    }
    yield endOfFrame('v21', i === frames.length - 1, { afterMs, voice });
    afterMs = frameTailMs(frame, timing.V21_BIT_RATE);
  }
  return yield* silence(afterMs + timing.COMMAND_TAIL_MS, voice);
}

function* image(utterance: Extract<Utterance, { type: 'image' }>, voice: Voice): Speech {
  const { modem, training, octets } = utterance;
  if (voice.localTcf && isTrainingCheck(utterance)) return yield* silence(timing.GAP_MS + timing.trainingMs(modem, training) + octetsMs(octets.length, bitRateOf(modem)), voice);
  let afterMs = yield* open(indicatorOf(modem, training), timing.trainingMs(modem, training), voice);
  const size = timing.chunkOctets(modem);
  for (let at = 0; at < octets.length; at += size) {
    const bytes = octets.subarray(at, at + size);
    yield data(modem, { type: 't4-non-ecm-data', bytes }, { afterMs, voice });
    afterMs = octetsMs(bytes.length, bitRateOf(modem));
  }
  const zeros = new Uint8Array(size);
  for (let i = 0; i < timing.CLOSING_ZERO_PACKETS; i += 1) {
    yield data(modem, { type: 't4-non-ecm-data', bytes: zeros }, { afterMs, voice });
    afterMs = timing.CHUNK_MS;
  }
  yield data(modem, { type: 't4-non-ecm-sig-end', bytes: zeros }, { afterMs, voice, copies: timing.COPIES });
  return yield* silence(timing.IMAGE_TAIL_MS, voice);
}

function* partialPage({ modem, training, frames }: Extract<Utterance, { type: 'frames' }>, voice: Voice): Speech {
  let afterMs = yield* open(indicatorOf(modem, training), timing.trainingMs(modem, training) + timing.FAST_FLAGS_MS, voice);
  const bitRate = bitRateOf(modem);
  const size = timing.chunkOctets(modem);
  for (const frame of frames) {
    for (let at = 0; at < frame.length; at += size) {
      const bytes = frame.subarray(at, at + size);
      const isLast = at + size >= frame.length;
      const fields: readonly IfpField[] = isLast ? [{ type: 'hdlc-data', bytes }, { type: 'hdlc-fcs-ok' }] : [{ type: 'hdlc-data', bytes }];
      yield packet(modem, fields, { afterMs, voice });
      afterMs = octetsMs(bytes.length, bitRate);
    }
    afterMs += frameTailMs(frame, bitRate);
  }
  for (let i = 1; i <= RCP_COUNT; i += 1) {
    yield data(modem, { type: 'hdlc-data', bytes: RCP }, { afterMs, voice });
    yield endOfFrame(modem, i === RCP_COUNT, { afterMs: octetsMs(RCP.length, bitRate), voice });
    afterMs = frameTailMs(RCP, bitRate);
  }
  return yield* silence(afterMs + timing.IMAGE_TAIL_MS, voice);
}

/** Returns the time that the signal takes before its first octet. */
function* open(indicator: IfpIndicator, leadMs: number, voice: Voice): Speech {
  const restMs = yield* silence(0, voice);
  voice.isSounding = true;
  yield indicate(indicator, restMs + timing.GAP_MS);
  return leadMs;
}

function indicatorOf(modem: ImageModem, training: Training): IfpIndicator {
  switch (modem) {
    case 'v17-7200':
    case 'v17-9600':
    case 'v17-12000':
    case 'v17-14400':
      return `${modem}-${training}`;
    default:
      return modem;
  }
}

interface Manner {
  readonly afterMs: number;
  readonly voice: Voice;
  readonly copies?: number;
}

function indicate(indicator: IfpIndicator, afterMs: number): SpokenPacket {
  return { afterMs, ifp: encodeIfp({ kind: 'indicator', indicator }), copies: timing.COPIES };
}

/** The last one ends the signal too, in one field: two ends in a row upset some gateways. */
function endOfFrame(dataType: IfpDataType, isLast: boolean, manner: Manner): SpokenPacket {
  const type = isLast ? 'hdlc-fcs-ok-sig-end' : 'hdlc-fcs-ok';
  return data(dataType, { type }, { ...manner, copies: isLast ? timing.COPIES : 1 });
}

function data(dataType: IfpDataType, field: IfpField, manner: Manner): SpokenPacket {
  return packet(dataType, [field], manner);
}

function packet(dataType: IfpDataType, fields: readonly IfpField[], { afterMs, voice, copies = 1 }: Manner): SpokenPacket {
  return { afterMs, ifp: encodeIfp({ kind: 'data', dataType, fields }, voice.version), copies };
}
