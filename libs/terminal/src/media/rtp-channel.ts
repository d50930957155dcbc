import { performance } from 'node:perf_hooks';
import type { AudioSignal } from './audio-signal.ts';
import { SignalSource } from './audio-signal.ts';
import type { FaxTone } from './fax-tone-detector.ts';
import { FaxToneDetector } from './fax-tone-detector.ts';
import type { AudioCodec } from './g711.ts';
import { decodeAudio, PAYLOAD_TYPES } from './g711.ts';
import type { MediaPath } from './media-socket.ts';
import { decodeRtp } from './rtp-packet.ts';
import type { RtpPosition } from './rtp-sender.ts';
import { RtpSender } from './rtp-sender.ts';

export interface RtpChannelOptions {
  readonly codec: AudioCodec;
  /** Shortens cadences and the time a tone must last; packets stay 20 ms of wall time. */
  readonly speed: number;
  readonly signal: AudioSignal;
  /** The far end is a fax machine: its answer tone was heard. Told once. */
  readonly onCed?: () => void;
  /** Each of a fax machine's tones, once. */
  readonly onTone?: (tone: FaxTone) => void;
}

const FRAME_SAMPLES = 160;
const FRAME_MS = 20;
/** After a stall the far end's jitter buffer takes a few packets at once, no more. */
const MAX_BURST_FRAMES = 3;

/** Telephone audio over a call's port: enough to pass for a fax machine or a person until T.38 begins. */
export class RtpChannel {
  readonly #detector: FaxToneDetector;
  readonly #timer: NodeJS.Timeout;
  readonly #sender: RtpSender;
  #source: SignalSource;
  #dueMs = performance.now();
  received = 0;

  constructor(
    private readonly path: MediaPath,
    private readonly options: RtpChannelOptions,
  ) {
    this.#detector = new FaxToneDetector(options.speed);
    this.#sender = new RtpSender(options.codec);
    this.#source = new SignalSource(options.signal, options.speed);
    this.#timer = setInterval(() => this.#pace(performance.now()), FRAME_MS);
  }

  get codec(): AudioCodec {
    return this.options.codec;
  }

  /** Where its stream stands, for whoever goes on with it. */
  get position(): RtpPosition {
    return this.#sender.position;
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
    for (const tone of this.#detector.hear(decodeAudio(codec, packet.payload))) {
      this.options.onTone?.(tone);
      if (tone === 'ced') this.options.onCed?.();
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #pace(nowMs: number): void {
    this.#dueMs = Math.max(this.#dueMs, nowMs - MAX_BURST_FRAMES * FRAME_MS);
    for (; this.#dueMs <= nowMs; this.#dueMs += FRAME_MS) this.#sendFrame();
  }

  #sendFrame(): void {
    this.path.send(this.#sender.packet(this.#source.take(FRAME_SAMPLES)));
  }
}

function codecOf(payloadType: number): AudioCodec | undefined {
  if (payloadType === PAYLOAD_TYPES.PCMU) return 'PCMU';
  return payloadType === PAYLOAD_TYPES.PCMA ? 'PCMA' : undefined;
}
