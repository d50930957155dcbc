import { bitsInWords } from './bits-in-words.ts';
import { writeCapabilities } from './capability-bits.ts';
import { writeDcs } from './digital-command.ts';

describe('The bits of table 2 in words', () => {
  it('tell what a machine can', () => {
    const capabilities = {
      maxBitRate: 14_400, modems: ['v27ter', 'v29', 'v17'], ecm: true, compressions: ['mh', 'mr', 'mmr'],
      resolutions: ['standard', 'fine', '300'], widthsPx: [1728, 2048], subAddressing: true, t38: true, minScanLineMs: 10,
    } as const;
    expect(bitsInWords('DIS', writeCapabilities(capabilities, { hasDocument: false, canReceive: true }))).toBe(
      'receives, V.27ter V.29 V.17 up to 14400 bit/s, error correction, MH MR MMR, 204x98 204x196 300x300, 255 mm wide, any length, 10 ms a row, SUB, PWD, T.38',
    );
  });

  it('tell what was commanded', () => {
    const terms = { modem: 'v29-7200', ecm: true, frameOctets: 64, compression: 'mmr', resolution: 'superfine', widthPx: 2432, length: 'b4', minScanLineMs: 0 } as const;
    expect(bitsInWords('DCS', writeDcs(terms, { subAddress: false, senderId: false }))).toBe(
      'V.29 at 7200 bit/s, error correction in frames of 64, MMR, 204x391, 2432 dots wide, B4 long, 0 ms a row',
    );
  });

  it('are none for other frames, and for a field of two octets', () => {
    expect([bitsInWords('CFR', new Uint8Array(3)), bitsInWords('DIS', new Uint8Array(2)), bitsInWords('DCS', new Uint8Array())]).toEqual([undefined, undefined, undefined]);
  });
});
