import fc from 'fast-check';
import { encodeUdptl } from './udptl-encoder.ts';
import { UdptlSession } from './udptl-session.ts';

const packet = (n: number): Uint8Array => Uint8Array.of(0xc0, 1, 0x80, 0, 1, n >> 8, n & 0xff);
const plain = (sequence: number): Uint8Array =>
  encodeUdptl({ sequence, primary: packet(sequence), recovery: { kind: 'redundancy', secondaries: [] } });
const sequences = (session: UdptlSession, datagrams: readonly Uint8Array[]): number[] =>
  datagrams.flatMap((datagram) => session.receive(datagram).ifps.map((ifp) => ifp.seq));
const sent = (session: UdptlSession, count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, n) => session.send(packet(n))).flat();
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Runs of losses of up to three, each followed by at least one arrival. */
const shortLosses = fc.array(fc.record({ lost: fc.integer({ min: 0, max: 3 }), kept: fc.integer({ min: 1, max: 3 }) }), {
  minLength: 1,
  maxLength: 40,
});

function survivors(pattern: readonly { lost: number; kept: number }[], datagrams: readonly Uint8Array[]): Uint8Array[] {
  const arrived: Uint8Array[] = [];
  let at = 0;
  for (const { lost, kept } of pattern) {
    arrived.push(...datagrams.slice(at + lost, at + lost + kept));
    at += lost + kept;
  }
  return arrived;
}

describe('a UDPTL session', () => {
  it('with redundancy recovers every packet of any loss of up to three in a row', () => {
    fc.assert(
      fc.property(shortLosses, (pattern) => {
        const total = pattern.reduce((sum, run) => sum + run.lost + run.kept, 0);
        const arrived = survivors(pattern, sent(new UdptlSession(), total));
        const receiver = new UdptlSession();
        expect(sequences(receiver, arrived)).toEqual(upTo(total));
        expect(receiver.counters.lost).toBe(0);
      }),
    );
  });

  it('loses packets to the same losses when redundancy is off', () => {
    const datagrams = sent(new UdptlSession({ errorCorrection: 'none' }), 4);
    const receiver = new UdptlSession();
    receiver.receive(datagrams[0] ?? new Uint8Array());
    expect(receiver.receive(datagrams[3] ?? new Uint8Array())).toMatchObject({ lost: 2, ifps: [{ seq: 3 }] });
  });

  it('with parity repairs two packets lost in a row, octet for octet', () => {
    const datagrams = sent(new UdptlSession({ errorCorrection: 'fec' }), 12);
    const receiver = new UdptlSession();
    sequences(receiver, datagrams.slice(0, 9));
    const receipt = receiver.receive(datagrams[11] ?? new Uint8Array());
    expect(receipt).toMatchObject({ verdict: 'delivered', lost: 0 });
    expect(receipt.ifps.map((ifp) => ifp.bytes)).toEqual([9, 10, 11].map(packet));
  });

  it('delivers each packet once and in order whatever the order and the copies', () => {
    const shuffles = fc.array(fc.nat(39), { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(shuffles, (order) => {
        const datagrams = sent(new UdptlSession(), 40);
        const got = sequences(new UdptlSession(), order.map((n) => datagrams[n] ?? new Uint8Array()));
        expect(got).toEqual([...new Set(got)].sort((a, b) => a - b));
      }),
    );
  });

  it('drops the second and third copy of a datagram', () => {
    const receiver = new UdptlSession();
    expect(sequences(receiver, new UdptlSession().send(packet(0), 3))).toEqual([0]);
    expect(receiver.counters.duplicates).toBe(2);
  });

  it('keeps counting across the wrap at 65,536', () => {
    const receiver = new UdptlSession();
    expect(sequences(receiver, [65534, 65535, 0, 1].map(plain))).toEqual([65534, 65535, 0, 1]);
    expect(receiver.counters.lost).toBe(0);
  });

  it('ignores a stray datagram far away and goes on', () => {
    const receiver = new UdptlSession();
    expect(sequences(receiver, [0, 1, 0x8000, 2].map(plain))).toEqual([0, 1, 2]);
    expect(receiver.counters).toMatchObject({ implausible: 1, lost: 0 });
  });

  it('ignores RTP that keeps arriving after the switch', () => {
    const receiver = new UdptlSession();
    receiver.receive(plain(0));
    for (let n = 0; n < 50; n += 1) {
      const rtp = Uint8Array.of(0x80, 0, 0, n, ...new Uint8Array(168));
      expect(receiver.receive(rtp).verdict).toBe('refused');
    }
    for (let n = 0; n < 50; n += 1) receiver.receive(plain(0x8000));
    expect(receiver.receive(plain(1)).verdict).toBe('delivered');
  });

  it('follows a peer that starts its numbering again', () => {
    const receiver = new UdptlSession();
    sequences(receiver, upTo(300).map(plain));
    expect(sequences(receiver, upTo(10).map(plain))).toEqual([4, 5, 6, 7, 8, 9]);
    expect(receiver.counters.resyncs).toBe(1);
  });

  it('never sends more than the far end takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 80, max: 400 }), fc.constantFrom('redundancy' as const, 'fec' as const), (limit, kind) => {
        const session = new UdptlSession({ errorCorrection: kind, maxDatagramBytes: limit });
        for (let n = 0; n < 30; n += 1) {
          for (const datagram of session.send(new Uint8Array(59))) expect(datagram.length).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  it('survives any bytes', () => {
    const receiver = new UdptlSession();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const receipt = receiver.receive(bytes);
        expect(receipt.ifps.length).toBeLessThanOrEqual(32);
      }),
      { numRuns: 2000 },
    );
  });
});
