import { performance } from 'node:perf_hooks';
import type { AudioSignal } from './audio-signal.ts';
import { SignalSource } from './audio-signal.ts';
import { CedDetector } from './ced-detector.ts';
import type { AudioCodec } from './g711.ts';
import { decodeAudio, encodeAudio, PAYLOAD_TYPES } from './g711.ts';
import type { MediaPath } from './media-socket.ts';
import { decodeRtp, encodeRtp } from './rtp-packet.ts';

export interface RtpChannelOptions {
  readonly codec: AudioCodec;
  /** Shortens cadences and the time a tone must last; packets stay 20 ms of wall time. */
  readonly speed: number;
  readonly signal: AudioSignal;
  /** The far end is a fax machine: its answer tone was heard. Told once. */
  readonly onCed?: () => void;
}

const FRAME_SAMPLES = 160;
const FRAME_MS = 20;
/** After a stall the far end's jitter buffer takes a few packets at once, no more. */
const MAX_BURST_FRAMES = 3;

/** Telephone audio over a call's port: enough to pass for a fax machine or a person until T.38 begins. */
export class RtpChannel {
  readonly #detector: CedDetector;
  readonly #timer: NodeJS.Timeout;
  readonly #ssrc = Math.floor(Math.random() * 2 ** 32);
  #source: SignalSource;
  #sequence = Math.floor(Math.random() * 2 ** 15);
  #timestamp = Math.floor(Math.random() * 2 ** 31);
  #dueMs = performance.now();
  #cedHeard = false;
  received = 0;

  constructor(
    private readonly path: MediaPath,
    private readonly options: RtpChannelOptions,
  ) {
    this.#detector = new CedDetector(options.speed);
    this.#source = new SignalSource(options.signal, options.speed);
    this.#timer = setInterval(() => this.#pace(performance.now()), FRAME_MS);
  }

  /** Changes what is heard at the other end. */
  play(signal: AudioSignal): void {
    this.#source = new SignalSource(signal, this.options.speed);
  }

  receive(datagram: Uint8Array): void {
    const packet = decodeRtp(datagram);
    const codec = packet && codecOf(packet.payloadType);
    if (packet === undefined || codec === undefined) return;
    this.received += 1;
    if (this.#cedHeard || !this.#detector.hear(decodeAudio(codec, packet.payload))) return;
    this.#cedHeard = true;
    this.options.onCed?.();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #pace(nowMs: number): void {
    this.#dueMs = Math.max(this.#dueMs, nowMs - MAX_BURST_FRAMES * FRAME_MS);
    for (; this.#dueMs <= nowMs; this.#dueMs += FRAME_MS) this.#sendFrame();
  }

  #sendFrame(): void {
    const payload = encodeAudio(this.options.codec, this.#source.take(FRAME_SAMPLES));
    const payloadType = PAYLOAD_TYPES[this.options.codec];
    this.path.send(encodeRtp({ payloadType, sequence: this.#sequence, timestamp: this.#timestamp, ssrc: this.#ssrc, payload }));
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#timestamp = (this.#timestamp + FRAME_SAMPLES) >>> 0;
  }
}

function codecOf(payloadType: number): AudioCodec | undefined {
  if (payloadType === PAYLOAD_TYPES.PCMU) return 'PCMU';
  return payloadType === PAYLOAD_TYPES.PCMA ? 'PCMA' : undefined;
}
