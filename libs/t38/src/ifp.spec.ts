import fc from 'fast-check';
import type { Ifp, IfpDataType, IfpField } from './ifp.ts';
import { IFP_DATA_TYPES, IFP_FIELD_TYPES, IFP_INDICATORS } from './ifp.ts';
import { decodeIfp } from './ifp-decoder.ts';
import { encodeIfp } from './ifp-encoder.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

const field: fc.Arbitrary<IfpField> = fc.oneof(
  fc.record({ type: fc.constantFrom(...IFP_FIELD_TYPES) }),
  fc.record({ type: fc.constantFrom(...IFP_FIELD_TYPES), bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }) }),
);
const ifp: fc.Arbitrary<Ifp> = fc.oneof(
  fc.record({ kind: fc.constant('indicator' as const), indicator: fc.constantFrom(...IFP_INDICATORS) }),
  fc.record({
    kind: fc.constant('data' as const),
    dataType: fc.constantFrom(...IFP_DATA_TYPES),
    fields: fc.array(field, { maxLength: 4 }),
  }),
);
const version = fc.constantFrom(0, 1, 2, 3);
const data = (dataType: IfpDataType, ...fields: IfpField[]): Ifp => ({ kind: 'data', dataType, fields });

describe('Internet fax packets', () => {
  it('reads back every packet it writes', () => {
    fc.assert(
      fc.property(ifp, version, (packet, version) => expect(decodeIfp(encodeIfp(packet, version), version)).toEqual({ ok: true, ifp: packet })),
    );
  });

  it('answers any bytes with a packet or a typed error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), version, (bytes, version) => {
        const decoding = decodeIfp(bytes, version);
        expect(decoding.ok || typeof decoding.error === 'string').toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('answers every damaged packet with a packet or a typed error', () => {
    fc.assert(
      fc.property(ifp, version, fc.nat(), fc.nat(255), (packet, version, at, octet) => {
        const bytes = encodeIfp(packet, version);
        bytes[at % bytes.length] = octet;
        expect(() => decodeIfp(bytes, version)).not.toThrow();
      }),
    );
  });

  it.each([
    ['06', { kind: 'indicator', indicator: 'v21-preamble' }],
    ['1e', { kind: 'indicator', indicator: 'v17-14400-long' }],
    ['c0 01 40', { kind: 'data', dataType: 'v21', fields: [{ type: 'hdlc-fcs-ok-sig-end' }] }],
    [
      'c0 02 80 00 00 ff 20',
      { kind: 'data', dataType: 'v21', fields: [{ type: 'hdlc-data', bytes: hex('ff') }, { type: 'hdlc-fcs-ok' }] },
    ],
    [
      'c0 03 80 00 00 ff 21',
      {
        kind: 'data',
        dataType: 'v21',
        fields: [{ type: 'hdlc-data', bytes: hex('ff') }, { type: 'hdlc-fcs-ok' }, { type: 'hdlc-sig-end' }],
      },
    ],
    [
      'd0 01 80 00 02 ff c0 61',
      { kind: 'data', dataType: 'v17-14400', fields: [{ type: 'hdlc-data', bytes: hex('ffc061') }] },
    ],
  ])('reads %s as the field writes it', (bytes, expected) => {
    expect(decodeIfp(hex(bytes))).toEqual({ ok: true, ifp: expected });
    expect(encodeIfp(expected as Ifp)).toEqual(hex(bytes));
  });

  it.each([
    ['06', { kind: 'indicator' as const, indicator: 'v21-preamble' as const }],
    ['c0 01 10', data('v21', { type: 'hdlc-fcs-ok' })],
    ['c0 01 20', data('v21', { type: 'hdlc-fcs-ok-sig-end' })],
    ['c0 01 08', data('v21', { type: 'hdlc-sig-end' })],
    ['c0 02 80 00 00 ff 10', data('v21', { type: 'hdlc-data', bytes: hex('ff') }, { type: 'hdlc-fcs-ok' })],
    ['c0 03 80 00 00 ff 10 40', data('v21', { type: 'hdlc-data', bytes: hex('ff') }, { type: 'hdlc-fcs-ok' }, { type: 'hdlc-sig-end' })],
    ['d0 01 b0 00 01 00 00', data('v17-14400', { type: 't4-non-ecm-data', bytes: hex('0000') })],
    ['d0 01 b8 00 00 01', data('v17-14400', { type: 't4-non-ecm-sig-end', bytes: hex('01') })],
    ['d0 01 38', data('v17-14400', { type: 't4-non-ecm-sig-end' })],
  ])('reads %s as versions 1 to 3 write it', (bytes, expected) => {
    for (const version of [1, 2, 3] as const) {
      expect(decodeIfp(hex(bytes), version)).toEqual({ ok: true, ifp: expected });
      expect(encodeIfp(expected, version)).toEqual(hex(bytes));
    }
  });

  it('takes 20 for the end of a frame in version 0 and for the end of the signal in version 1', () => {
    expect(decodeIfp(hex('c0 01 20'), 0)).toMatchObject({ ifp: { fields: [{ type: 'hdlc-fcs-ok' }] } });
    expect(decodeIfp(hex('c0 01 20'), 1)).toMatchObject({ ifp: { fields: [{ type: 'hdlc-fcs-ok-sig-end' }] } });
  });

  it('refuses the extended fields of V.34', () => {
    expect(decodeIfp(hex('e0 00 01 c0 80 00 01 41 30'), 3)).toEqual({ ok: false, error: 'unsupported' });
    expect(decodeIfp(hex('c0 01 c0 80 00 00 41'), 3)).toEqual({ ok: false, error: 'unsupported' });
  });

  it('allows the zeros that follow a repaired packet, and nothing else', () => {
    expect(decodeIfp(hex('c0 01 40 00 00'))).toMatchObject({ ok: true });
    expect(decodeIfp(hex('c0 01 40 00 01'))).toEqual({ ok: false, error: 'trailing' });
  });

  it.each([
    ['', 'empty'],
    ['c0 01 80 00 05 ff', 'truncated'],
    ['c0 ff 40', 'malformed'],
    ['20 00', 'unsupported'],
  ])('refuses %p as %s', (bytes, error) => {
    expect(decodeIfp(hex(bytes))).toEqual({ ok: false, error });
  });
});
