import fc from 'fast-check';
import { decodeRtp, encodeRtp } from './rtp-packet.ts';

const packet = fc.record({
  payloadType: fc.nat(127),
  sequence: fc.nat(0xffff),
  timestamp: fc.nat(0xffffffff),
  ssrc: fc.nat(0xffffffff),
  payload: fc.uint8Array({ maxLength: 480 }),
});

describe('RTP packets', () => {
  it('read back as they were written', () => {
    fc.assert(fc.property(packet, (written) => expect(decodeRtp(encodeRtp(written))).toEqual(written)));
  });

  it('of any bytes are read or are not RTP', () => {
    const hostile = fc.tuple(fc.integer({ min: 0x80, max: 0xbf }), fc.uint8Array({ maxLength: 60 }));
    fc.assert(
      fc.property(hostile, ([first, rest]) => expect(() => decodeRtp(Uint8Array.of(first, ...rest))).not.toThrow()),
      { numRuns: 2000 },
    );
  });

  it('give their payload without contributors, extension and padding', () => {
    const header = [0xb1, 8, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3];
    const bytes = Uint8Array.of(...header, 9, 9, 9, 9, 0, 0, 0, 1, 7, 7, 7, 7, 0xd5, 0xd4, 0, 2);
    expect(decodeRtp(bytes)).toMatchObject({ payloadType: 8, payload: Uint8Array.of(0xd5, 0xd4) });
  });
});
