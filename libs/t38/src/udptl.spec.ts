import fc from 'fast-check';
import type { UdptlDatagram } from './udptl.ts';
import { decodeUdptl } from './udptl-decoder.ts';
import { encodeUdptl } from './udptl-encoder.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const octets = (maxLength: number) => fc.uint8Array({ minLength: 1, maxLength });

const datagram: fc.Arbitrary<UdptlDatagram> = fc.record({
  sequence: fc.nat(0xffff),
  primary: octets(300),
  recovery: fc.oneof(
    fc.record({ kind: fc.constant('redundancy' as const), secondaries: fc.array(octets(70), { maxLength: 15 }) }),
    fc.record({
      kind: fc.constant('fec' as const),
      span: fc.nat(5),
      parities: fc.array(octets(200), { maxLength: 5 }),
    }),
  ),
});

describe('UDPTL datagrams', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(datagram, (written) =>
        expect(decodeUdptl(encodeUdptl(written))).toEqual({ ok: true, datagram: written }),
      ),
    );
  });

  it('of any bytes give a datagram or a typed error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1600 }), (bytes) => expect(() => decodeUdptl(bytes)).not.toThrow()),
      { numRuns: 2000 },
    );
  });

  it('write a primary of 200 octets with the two-octet length', () => {
    const bytes = encodeUdptl({ sequence: 0x0102, primary: new Uint8Array(200), recovery: { kind: 'redundancy', secondaries: [] } });
    expect(bytes.subarray(0, 4)).toEqual(hex('01 02 80 c8'));
    expect(bytes.subarray(-2)).toEqual(hex('00 00'));
  });

  it.each([
    ['shorter than its primary', '00 00 05 06', 'truncated'],
    ['without an error recovery part', '00 00 01 06', 'truncated'],
    ['with a fragmented length', '00 00 c1 06 00 00', 'truncated'],
    ['with sixteen secondaries', `00 00 01 06 00 10 ${'01 06 '.repeat(16)}`, 'too-many'],
    ['with an empty primary', '00 00 00 00 00', 'malformed'],
    ['with octets left over', '00 00 01 06 00 00 00', 'trailing'],
    ['with six parity entries', '00 06 01 06 80 01 03 06', 'too-many'],
  ])('%s are refused', (_why, bytes, error) => {
    expect(decodeUdptl(hex(bytes))).toEqual({ ok: false, error });
  });

  it('over 1,500 octets are refused unread', () => {
    expect(decodeUdptl(new Uint8Array(1501))).toEqual({ ok: false, error: 'too-long' });
  });
});
