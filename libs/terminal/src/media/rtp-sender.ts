import type { AudioCodec } from './g711.ts';
import { encodeAudio, PAYLOAD_TYPES } from './g711.ts';
import { encodeRtp } from './rtp-packet.ts';

/** Where a stream stands: it goes on there when somebody else sends it, and the far end hears one stream. */
export interface RtpPosition {
  readonly ssrc: number;
  readonly sequence: number;
  readonly timestamp: number;
}

/** RFC 3550 5.1: begins anywhere, so that a stream is hard to guess. */
export function newRtpPosition(): RtpPosition {
  const [ssrc, timestamp] = crypto.getRandomValues(new Uint32Array(2));
  return { ssrc: ssrc ?? 0, sequence: (timestamp ?? 0) & 0x7fff, timestamp: (timestamp ?? 0) >>> 1 };
}

/** Numbers the frames of one stream. */
export class RtpSender {
  #position: RtpPosition;

  constructor(
    private readonly codec: AudioCodec,
    position = newRtpPosition(),
  ) {
    this.#position = position;
  }

  get position(): RtpPosition {
    return this.#position;
  }

  packet(samples: Int16Array): Uint8Array {
    const { ssrc, sequence, timestamp } = this.#position;
    this.#position = { ssrc, sequence: (sequence + 1) & 0xffff, timestamp: (timestamp + samples.length) >>> 0 };
    return encodeRtp({ payloadType: PAYLOAD_TYPES[this.codec], sequence, timestamp, ssrc, payload: encodeAudio(this.codec, samples) });
  }
}
