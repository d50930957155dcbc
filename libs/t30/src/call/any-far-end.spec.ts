import fc from 'fast-check';
import { FCF, type FrameName } from '../frame/fcf.ts';
import type { LineSignal } from '../line/line-signal.ts';
import { IMAGE_MODEMS } from '../line/modem.ts';
import { durationMs } from '../testing/burst-duration.ts';
import { mutatedCall, problemOf } from '../testing/mutated-call.ts';
import { converse, documentOf, FULL, PAGES, receiver, sender } from '../testing/two-machines.ts';
import { T30Call } from './t30-call.ts';
import type { T30Options } from './t30-options.ts';
import type { T30Output } from './t30-output.ts';

const names = Object.keys(FCF) as FrameName[];
const modem = fc.constantFrom(...IMAGE_MODEMS);
const anyFrame = fc
  .record({ fcf: fc.oneof(fc.constantFrom(...names.map((name) => FCF[name])), fc.nat(255)), x: fc.boolean(), final: fc.boolean(), field: fc.uint8Array({ maxLength: 40 }) })
  .map(({ fcf, x, final, field }) => Uint8Array.of(0xff, final ? 0xc8 : 0xc0, x ? fcf | 0x80 : fcf, ...field));
const signal: fc.Arbitrary<LineSignal> = fc.oneof(
  fc.record({ type: fc.constant('frame' as const), modem: fc.constant('v21' as const), octets: anyFrame, intact: fc.constantFrom(true, true, true, false) }),
  fc.record({ type: fc.constant('frame' as const), modem: fc.oneof(modem, fc.constant('v21' as const)), octets: fc.uint8Array({ maxLength: 300 }), intact: fc.boolean() }),
  fc.record({ type: fc.constant('carrier' as const), modem: fc.oneof(modem, fc.constant('v21' as const)) }),
  fc.record({ type: fc.constant('image' as const), modem, octets: fc.uint8Array({ maxLength: 200 }) }),
  fc.record({ type: fc.constant('image' as const), modem, octets: fc.constant(new Uint8Array(2700)) }),
  fc.constant({ type: 'silence' as const }),
  fc.constant({ type: 'silence' as const }),
  fc.constantFrom({ type: 'tone' as const, tone: 'ced' as const }, { type: 'tone' as const, tone: 'cng' as const }),
);
const story = fc.array(fc.record({ signal, afterMs: fc.oneof(fc.nat(100), fc.nat(4000), fc.nat(40_000)) }), { maxLength: 80 });

const machines: readonly T30Options[] = [
  sender(),
  sender({ capabilities: { ...FULL, ecm: false } }),
  receiver(),
  receiver({ capabilities: { ...FULL, ecm: false } }),
  { role: 'originate', stationId: '1', capabilities: FULL, receive: true },
  { role: 'answer', stationId: '2', capabilities: FULL, receive: true, transmit: { document: documentOf(PAGES), firstPage: 0 } },
];

/** Longer than any story, and than any call that nobody answers. */
const BOUND_MS = 80 * 40_000 + 30 * 60_000;

/** A machine that hears whatever comes; it leaves the line when it says so, or when it should have. */
class Room {
  code: number | undefined;
  nowMs = 0;
  #saidAtMs: number | undefined;

  constructor(private readonly call: T30Call) {
    this.#take(call.start(0));
  }

  hear(heard: LineSignal): void {
    this.#take(this.call.hear(heard, this.nowMs));
  }

  /** Everything that is due until then. */
  until(atMs: number): void {
    for (let dueMs = this.#dueMs; dueMs <= atMs && this.code === undefined; dueMs = this.#dueMs) {
      this.nowMs = Math.max(this.nowMs, dueMs);
      const isSaid = this.#saidAtMs !== undefined && this.#saidAtMs <= this.nowMs;
      if (isSaid) this.#saidAtMs = undefined;
      this.#take(isSaid ? this.call.said(this.nowMs) : this.call.advance(this.nowMs));
    }
    this.nowMs = Math.max(this.nowMs, atMs);
  }

  get #dueMs(): number {
    return Math.min(this.#saidAtMs ?? Infinity, this.call.nextDueMs ?? Infinity);
  }

  #take(outputs: readonly T30Output[]): void {
    for (const output of outputs) {
      expect(this.code).toBeUndefined();
      if (output.type === 'say') this.#saidAtMs = this.nowMs + durationMs(output.utterance);
      if (output.type === 'ended') this.code = output.code;
    }
  }
}

describe('whatever the far end does', () => {
  it.each(machines.map((options, at) => [at, options] as const))('machine %d ends its call, and throws nothing', (_, options) => {
    fc.assert(
      fc.property(story, (steps) => {
        const room = new Room(new T30Call(options));
        for (const step of steps) {
          room.until(room.nowMs + step.afterMs);
          room.hear(step.signal);
        }
        room.until(BOUND_MS);
        expect(room.code).toBeDefined();
      }),
      { numRuns: 40 },
    );
  });

  it.each<[string, LineSignal]>([
    ['flags without end', { type: 'carrier', modem: 'v21' }],
    ['an image without end', { type: 'image', modem: 'v17-14400', octets: new Uint8Array(450) }],
    ['spoilt frames without end', { type: 'frame', modem: 'v21', octets: Uint8Array.of(0xff, 0xc8, 0x31), intact: false }],
    ['frames without a last one', { type: 'frame', modem: 'v21', octets: Uint8Array.of(0xff, 0xc0, 0x02), intact: true }],
    ['frames that nobody knows', { type: 'frame', modem: 'v21', octets: Uint8Array.of(0xff, 0xc8, 0x0b), intact: true }],
    ['DIS without end', { type: 'frame', modem: 'v21', octets: Uint8Array.of(0xff, 0xc8, 0x01, 0, 0x74, 0), intact: true }],
    ['CFR without end', { type: 'frame', modem: 'v21', octets: Uint8Array.of(0xff, 0xc8, 0x21), intact: true }],
    ['MCF without end', { type: 'frame', modem: 'v21', octets: Uint8Array.of(0xff, 0xc8, 0x31), intact: true }],
    ['DCS without end', { type: 'frame', modem: 'v21', octets: Uint8Array.of(0xff, 0xc8, 0xc1, 0, 0x46, 0x1f, 0x22), intact: true }],
    ['silences without end', { type: 'silence' }],
  ])('%s ends a call within 25 minutes', (_, heard) => {
    for (const options of machines) {
      const room = new Room(new T30Call(options));
      for (let n = 0; n < 6000 && room.code === undefined; n += 1) {
        room.until(room.nowMs + 250);
        room.hear(heard);
      }
      expect([options.role, room.code]).not.toEqual([options.role, undefined]);
    }
  });

  it('every mutated call ends', () => {
    const seeds = Array.from({ length: 150 }, (_, seed) => seed);
    expect(seeds.filter((seed) => problemOf(mutatedCall(seed)) !== undefined)).toEqual([]);
  });

  it('losses of any signals, one in so many, lose no call its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), fc.boolean(), (one, seed, ecm) => {
        let state = seed;
        const isLost = (): boolean => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % one === 0;
        const impair = (heard: LineSignal): LineSignal | undefined => (isLost() ? undefined : heard);
        const { caller, answerer, durationMs: tookMs } = converse(sender({ capabilities: { ...FULL, ecm } }), receiver(), { impair });
        expect([typeof caller.code, typeof answerer.code]).toEqual(['number', 'number']);
        expect(tookMs).toBeLessThan(60 * 60_000);
        const received = answerer.facts.filter((fact) => fact.type === 'page-received').length;
        const sent = caller.facts.filter((fact) => fact.type === 'page-sent').length;
        // What the sender takes for confirmed has arrived.
        expect(sent).toBeLessThanOrEqual(received);
      }),
      { numRuns: 40 },
    );
  });
});
