import fc from 'fast-check';
import type { Ifp, IfpDataType, IfpField } from '../ifp.ts';
import { encodeIfp } from '../ifp-encoder.ts';
import { Listener } from './listener.ts';

const octets = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
const data = (dataType: IfpDataType, ...fields: IfpField[]): Ifp => ({ kind: 'data', dataType, fields });
const hdlc = (...bytes: number[]): IfpField => ({ type: 'hdlc-data', bytes: octets(...bytes) });
const PREAMBLE: Ifp = { kind: 'indicator', indicator: 'v21-preamble' };
const NO_SIGNAL: Ifp = { kind: 'indicator', indicator: 'no-signal' };
const FCS_OK: IfpField = { type: 'hdlc-fcs-ok' };
const END: IfpField = { type: 'hdlc-fcs-ok-sig-end' };
const MCF = [0xff, 0xc8, 0x31] as const;
const mcf = (intact = true) => ({ type: 'frame', modem: 'v21', octets: octets(...MCF), intact });
const V21 = { type: 'carrier', modem: 'v21' };
const SILENCE = { type: 'silence' };

/** Packets by their sequence numbers; `undefined` was lost. */
function heard(...packets: (Ifp | undefined)[]) {
  const listener = new Listener(0);
  return packets.flatMap((packet, sequence) => (packet ? listener.hear(encodeIfp(packet), sequence, sequence * 30) : []));
}

describe('An ear on a T.38 line', () => {
  it('hears each indicator once, and the carrier once for each burst', () => {
    expect(heard(NO_SIGNAL, PREAMBLE, PREAMBLE, data('v21', hdlc(...MCF)), data('v21', END), data('v21', END), NO_SIGNAL)).toEqual([V21, mcf(), SILENCE]);
  });

  it('takes any chunking, and data inside the field that closes the frame', () => {
    expect(heard(PREAMBLE, data('v21', hdlc(0xff), hdlc(0xc8)), data('v21', { type: 'hdlc-fcs-ok-sig-end', bytes: octets(0x31) }))).toEqual([V21, mcf(), SILENCE]);
  });

  it('needs no preamble to be told', () => {
    expect(heard(data('v21', hdlc(...MCF), END))).toEqual([V21, mcf(), SILENCE]);
  });

  it('ignores ends that are repeated with numbers of their own, also after the signal', () => {
    expect(heard(PREAMBLE, data('v21', hdlc(...MCF), FCS_OK), data('v21', FCS_OK), data('v21', { type: 'hdlc-sig-end' }), data('v21', { type: 'hdlc-sig-end' }))).toEqual([V21, mcf(), SILENCE]);
  });

  it('takes the end of either kind for the end of an image', () => {
    const bits = data('v29-9600', { type: 't4-non-ecm-data', bytes: octets(1, 2) });
    expect(heard(bits, data('v29-9600', { type: 'hdlc-sig-end' }))).toMatchObject([{ modem: 'v29-9600' }, { type: 'image' }, SILENCE]);
  });

  it('tells a frame with a gap in it as bad', () => {
    expect(heard(PREAMBLE, data('v21', hdlc(0xff)), undefined, data('v21', hdlc(0x31)), data('v21', END))).toMatchObject([V21, { intact: false }, SILENCE]);
  });

  it('tells a frame whose beginning is missing as bad, and one that begins after the gap as good', () => {
    expect(heard(PREAMBLE, undefined, data('v21', hdlc(0xc8, 0x31), END))).toMatchObject([V21, { intact: false }, SILENCE]);
    expect(heard(undefined, PREAMBLE, undefined, data('v21', hdlc(...MCF), END))).toEqual([V21, mcf(), SILENCE]);
  });

  it('tells a new burst from a copy of its indicator when the end of the last one was lost', () => {
    const signals = heard(PREAMBLE, data('v21', hdlc(...MCF), FCS_OK), undefined, PREAMBLE, data('v21', hdlc(...MCF), END));
    expect(signals).toEqual([V21, mcf(), SILENCE, V21, mcf(), SILENCE]);
  });

  it('tells a frame that never closed as bad', () => {
    expect(heard(PREAMBLE, data('v21', hdlc(...MCF)), NO_SIGNAL)).toEqual([V21, mcf(false), SILENCE]);
  });

  it('takes data of another rate than the announced one for the same burst', () => {
    const bits = data('v17-9600', { type: 't4-non-ecm-data', bytes: octets(0) });
    expect(heard({ kind: 'indicator', indicator: 'v17-14400-long' }, bits)).toMatchObject([{ type: 'carrier', modem: 'v17-14400', training: 'long' }, { type: 'image' }]);
  });

  it('gives a burst up that nothing comes of for 15 s', () => {
    const listener = new Listener(0);
    listener.hear(encodeIfp(PREAMBLE), 0, 1000);
    expect(listener.nextDueMs).toBe(16_000);
    expect(listener.expire(15_999)).toEqual([]);
    expect(listener.expire(16_000)).toEqual([SILENCE]);
    expect(listener.nextDueMs).toBeUndefined();
  });

  it('cuts an endless frame and calls it bad', () => {
    const listener = new Listener(0);
    listener.hear(encodeIfp(PREAMBLE), 0, 0);
    for (let i = 1; i < 100; i += 1) listener.hear(encodeIfp(data('v21', hdlc(...new Uint8Array(200).fill(0xff)))), i, i);
    const [bad] = listener.hear(encodeIfp(data('v21', FCS_OK)), 100, 100);
    expect(bad).toMatchObject({ type: 'frame', intact: false });
    expect(bad?.type === 'frame' && bad.octets.length).toBeLessThan(300);
  });

  it('takes any bytes under any number', () => {
    const packet = fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(PREAMBLE, NO_SIGNAL, data('v21', hdlc(...MCF)), data('v17-14400', FCS_OK)).map((ifp) => encodeIfp(ifp)));
    fc.assert(
      fc.property(fc.array(fc.tuple(packet, fc.nat(0xffff)), { maxLength: 60 }), (packets) => {
        const listener = new Listener(0);
        packets.forEach(([bytes, sequence], i) => expect(() => listener.hear(bytes, sequence, i)).not.toThrow());
      }),
    );
  });
});
