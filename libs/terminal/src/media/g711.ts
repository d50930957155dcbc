/** G.711 companding (ITU-T G.711): one octet a sample at 8,000 samples a second. */
export type AudioCodec = 'PCMU' | 'PCMA';

/** Static RTP payload types of RFC 3551. */
export const PAYLOAD_TYPES: Readonly<Record<AudioCodec, number>> = { PCMU: 0, PCMA: 8 };

const MU_BIAS = 0x84;
const MU_CLIP = 32_635;
const A_CLIP = 32_767;
const A_TOGGLE = 0x55;

const DECODERS: Readonly<Record<AudioCodec, Int16Array>> = {
  PCMU: Int16Array.from({ length: 256 }, (_, octet) => expandMu(octet)),
  PCMA: Int16Array.from({ length: 256 }, (_, octet) => expandA(octet)),
};

export function decodeAudio(codec: AudioCodec, octets: Uint8Array): Int16Array {
  const table = DECODERS[codec];
  return Int16Array.from(octets, (octet) => table[octet] ?? 0);
}

export function encodeAudio(codec: AudioCodec, samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, codec === 'PCMU' ? compressMu : compressA);
}

function compressMu(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), MU_CLIP) + MU_BIAS;
  const exponent = 24 - Math.clz32(magnitude >> 0);
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

function expandMu(octet: number): number {
  const value = ~octet & 0xff;
  const exponent = (value >> 4) & 7;
  const magnitude = ((((value & 0x0f) << 3) + MU_BIAS) << exponent) - MU_BIAS;
  return value & 0x80 ? -magnitude : magnitude;
}

function compressA(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  const magnitude = Math.min(sample >= 0 ? sample : -sample - 1, A_CLIP) >> 3;
  const exponent = magnitude < 32 ? 0 : 27 - Math.clz32(magnitude);
  const mantissa = (magnitude >> (exponent === 0 ? 1 : exponent)) & 0x0f;
  return (sign | (exponent << 4) | mantissa) ^ A_TOGGLE;
}

function expandA(octet: number): number {
  const value = octet ^ A_TOGGLE;
  const exponent = (value >> 4) & 7;
  const base = ((value & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? base : (base + 0x100) << (exponent - 1);
  return value & 0x80 ? magnitude : -magnitude;
}
