import fc from 'fast-check';
import type { AudioCodec } from './g711.ts';
import { decodeAudio, encodeAudio } from './g711.ts';

const sample = fc.integer({ min: -32_000, max: 32_000 });

describe.each<AudioCodec>(['PCMU', 'PCMA'])('%s audio', (codec) => {
  it('is within a sixteenth of what it was', () => {
    fc.assert(
      fc.property(sample, (value) => {
        const [back = 0] = decodeAudio(codec, encodeAudio(codec, Int16Array.of(value)));
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) / 16 + 16);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps every octet through decoding and encoding', () => {
    const octets = Uint8Array.from({ length: 256 }, (_, octet) => octet).filter((octet) => codec === 'PCMA' || octet !== 0x7f);
    expect(encodeAudio(codec, decodeAudio(codec, octets))).toEqual(octets);
  });
});

it('Silence is the octet the standard gives it', () => {
  expect(encodeAudio('PCMU', Int16Array.of(0))).toEqual(Uint8Array.of(0xff));
  expect(encodeAudio('PCMA', Int16Array.of(0))).toEqual(Uint8Array.of(0xd5));
});
