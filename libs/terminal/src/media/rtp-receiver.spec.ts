import { RtpReceiver } from './rtp-receiver.ts';
import { encodeRtp } from './rtp-packet.ts';

/** Frames of 20 ms; the sound of frame n is the octet n. */
const FRAME = 160;
const frame = (n: number, rest: { ssrc?: number; sequence?: number; payloadType?: number } = {}): Uint8Array => encodeRtp({
  payloadType: 0, sequence: (65_530 + n) & 0xffff, timestamp: (2 ** 32 - 400 + n * FRAME) >>> 0, ssrc: 7, payload: new Uint8Array(FRAME).fill(n), ...rest,
});
/** Which frames were heard; 0 for as much silence. */
const SOUND = new Map(Array.from({ length: 100 }, (_, n) => [new RtpReceiver(1).receive(frame(n), 0)[0]?.[0] ?? 0, n]));
const named = (heard: readonly Int16Array[]): number[] => heard.flatMap((samples) => Array.from({ length: samples.length / FRAME }, (_, at) => SOUND.get(samples[at * FRAME] ?? 0) ?? 0));

function hear(...numbers: readonly number[]): { heard: number[]; receiver: RtpReceiver } {
  const receiver = new RtpReceiver(1);
  return { heard: named(numbers.flatMap((n, at) => receiver.receive(frame(n), at * 20))), receiver };
}

describe('the sound of a far end', () => {
  it('is heard as it comes, over the end of its counters', () => {
    expect(hear(1, 2, 3, 4, 5, 6, 7, 8).heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is put in order, and heard once', () => {
    const { heard, receiver } = hear(1, 3, 2, 2, 5, 6, 4, 7, 3);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(receiver.counters).toMatchObject({ late: 2, lost: 0 });
  });

  it('has silence where a packet was lost, once five others came', () => {
    const { heard, receiver } = hear(1, 2, 4, 5, 6, 7, 8, 9, 10);
    expect(heard).toEqual([1, 2, 0, 4, 5, 6, 7, 8, 9, 10]);
    expect(receiver.counters).toMatchObject({ lost: 1, concealed: FRAME });
  });

  it('has the silence that the far end did not send', () => {
    const receiver = new RtpReceiver(1);
    const gap = encodeRtp({ payloadType: 0, sequence: 65_532, timestamp: (2 ** 32 - 400 + 5 * FRAME) >>> 0, ssrc: 7, payload: new Uint8Array(FRAME).fill(5) });
    expect(named([...receiver.receive(frame(1), 0), ...receiver.receive(gap, 80)])).toEqual([1, 0, 0, 0, 5]);
  });

  it('goes on as silence where nothing comes, and is heard late rather than cut', () => {
    const receiver = new RtpReceiver(1);
    const heard = [...receiver.receive(frame(1), 0)];
    for (let ms = 0; ms <= 320; ms += 20) heard.push(...receiver.lapse(ms));
    expect(named(heard)).toEqual([1, ...Array<number>(10).fill(0)]);
    expect(named(receiver.receive(frame(2), 330))).toEqual([2]);
  });

  it('is not silence because we looked away: five seconds of a frozen process are read afterwards', () => {
    const receiver = new RtpReceiver(1);
    receiver.lapse(0);
    receiver.receive(frame(1), 0);
    expect(receiver.lapse(5_000)).toEqual([]);
    expect(named(Array.from({ length: 50 }, (_, n) => receiver.receive(frame(n + 2), 5_000)).flat())).toEqual(Array.from({ length: 50 }, (_, n) => n + 2));
  });

  it('goes over to another source when two packets of it came in a row', () => {
    const receiver = new RtpReceiver(1);
    const other = (n: number) => frame(n, { ssrc: 8, sequence: 900 + n });
    const heard = [frame(1), other(20), frame(2), other(21), other(22), other(23)].flatMap((packet) => receiver.receive(packet, 0));
    expect(named(heard)).toEqual([1, 2, 21, 22, 23]);
    expect(receiver.counters.restarts).toBe(1);
  });

  it('does not jump for one stray packet', () => {
    const receiver = new RtpReceiver(1);
    const heard = [frame(1), frame(40, { sequence: 30_000 }), frame(2), frame(3)].flatMap((packet) => receiver.receive(packet, 0));
    expect(named(heard)).toEqual([1, 2, 3]);
  });

  it('is not what is no G.711, nor faster than a line', () => {
    const receiver = new RtpReceiver(1);
    for (const bytes of [new Uint8Array(), new Uint8Array(11), new Uint8Array(2_000).fill(0x80), frame(1, { payloadType: 96 })]) expect(receiver.receive(bytes, 0)).toEqual([]);
    expect(receiver.counters.other).toBe(4);
    for (let n = 0; n < 2_000; n += 1) receiver.receive(frame(n % 90, { sequence: n }), 0);
    expect(receiver.counters.surplus).toBe(1_500);
  });

  it('has a jitter of nothing where packets come in step, and of what they are out of it', () => {
    expect(hear(...Array.from({ length: 60 }, (_, n) => n)).receiver.counters.jitterMs).toBeCloseTo(0, 5);
    const receiver = new RtpReceiver(1);
    for (let n = 0; n < 90; n += 1) receiver.receive(frame(n), n * 20 + (n % 2) * 10);
    expect(receiver.counters.jitterMs).toBeGreaterThan(9);
    expect(receiver.counters.jitterMs).toBeLessThan(11);
  });
});
