import { writeIdentification } from '../frame/identification.ts';
import { writePps } from '../frame/page-end.ts';
import { writeFcd, returnToControl } from '../frame/coded-data.ts';
import type { FrameContent } from '../frame/frame.ts';
import { encodePage } from '../coding/encode-page.ts';
import type { Utterance } from '../line/utterance.ts';
import { writeCapabilities } from '../negotiation/capability-bits.ts';
import { writeDcs } from '../negotiation/digital-command.ts';
import type { PageTerms } from '../negotiation/page-terms.ts';
import { trainingCheck } from '../negotiation/training-check.ts';
import { ScriptedMachine, type Script } from '../testing/scripted-machine.ts';
import { SimulatedLine } from '../testing/simulated-line.ts';
import { FULL, PAGES, pagesOf, receiver, sender, spoken } from '../testing/two-machines.ts';
import { T30Call } from './t30-call.ts';
import type { T30Options } from './t30-options.ts';

const DIS: FrameContent = { name: 'DIS', field: writeCapabilities(FULL, { hasDocument: false, canReceive: true }) };
const ONE_PAGE = PAGES.slice(0, 1);
const plain = { ...FULL, ecm: false };

/** An answering machine that does everything right, but for what the spec changes. */
const answering =
  (odd: Script): Script =>
  (heard, nth) =>
    odd(heard, nth) ?? (heard === 'start' ? [DIS] : heard === 'burst' && nth === 1 ? [{ name: 'CFR' }] : heard === 'PPS' || heard === 'EOP' || heard === 'MPS' ? [{ name: 'MCF' }] : undefined);

function meet(options: T30Options, script: Script) {
  const call = new T30Call(options);
  const far = new ScriptedMachine(script, options.role === 'answer');
  const parties = options.role === 'originate' ? { caller: call, answerer: far } : { caller: far, answerer: call };
  const line = new SimulatedLine(parties, { hangsUp: true, maxMs: 30 * 60_000 });
  const records = line.run();
  const own = options.role === 'originate' ? records.caller : records.answerer;
  return { code: own.code, said: spoken(own), record: own, durationMs: line.nowMs };
}
const send = (script: Script, overrides: Partial<T30Options> = {}) => meet(sender(overrides, ONE_PAGE), answering(script));

describe('a sender', () => {
  it('waits for a receiver that is not ready', () => {
    const { code, said } = send((heard, nth) => (heard === 'PPS' ? [{ name: 'RNR' }] : heard === 'RR' ? [{ name: nth < 3 ? 'RNR' : 'MCF' }] : undefined));
    expect([code, said]).toEqual([0, ['TSI', 'DCS', 'PPS-EOP', 'RR', 'RR', 'RR', 'DCN']]);
  });

  it('does not wait longer than T5 for it', () => {
    const { code, durationMs } = send((heard) => (heard === 'PPS' || heard === 'RR' ? [{ name: 'RNR' }] : undefined));
    expect(code).toBe(22);
    expect(durationMs).toBeLessThan(100_000);
  });

  it.each<[string, FrameContent['name'], boolean, number]>([
    ['an operator who says the page is good', 'PIP', false, 0],
    ['a page that was barely readable', 'RTP', false, 0],
    ['a page that was barely readable, under error correction', 'RTP', true, 0],
    ['a good-bye instead of an answer', 'DCN', true, 15],
    ['a good-bye instead of an answer', 'DCN', false, 15],
    ['nothing but RTN', 'RTN', false, 21],
    ['nothing but PIN', 'PIN', false, 21],
    ['an answer of the wrong kind', 'CTR', true, 21],
  ])('makes the best of %s (%s, ECM %s)', (_, name, ecm, code) => {
    const script: Script = (heard, nth) => (heard === 'PPS' || heard === 'EOP' ? [{ name }] : heard === 'burst' && nth > 2 ? [] : undefined);
    expect(send(script, { capabilities: { ...FULL, ecm } }).code).toBe(code === 21 && name !== 'CTR' ? 20 : code);
  });

  it.each<[string, Script, number]>([
    ['instead of DIS', (heard) => (heard === 'start' ? [{ name: 'DCN' }] : undefined), 17],
    ['after its training', (heard) => (heard === 'burst' ? [{ name: 'DCN' }] : undefined), 14],
    ['after the page', (heard) => (heard === 'PPS' ? [{ name: 'DCN' }] : undefined), 15],
  ])('ends when it hears DCN %s', (_, script, code) => expect(send(script).code).toBe(code));

  it('repeats what it said when it is asked to, but not for ever', () => {
    const once = send((heard, nth) => (heard === 'PPS' && nth === 1 ? [{ name: 'CRP' }] : undefined));
    expect([once.code, once.said]).toEqual([0, ['TSI', 'DCS', 'PPS-EOP', 'PPS-EOP', 'DCN']]);
    expect(send((heard) => (heard === 'PPS' ? [{ name: 'CRP' }] : undefined)).code).toBe(21);
  });

  it('takes an empty request for missing frames as a confirmation', () => {
    expect(send((heard) => (heard === 'PPS' ? [{ name: 'PPR', field: new Uint8Array(32) }] : undefined)).code).toBe(0);
    expect(send((heard) => (heard === 'PPS' ? [{ name: 'PPR' }] : undefined)).code).toBe(0);
  });

  it('is not misled by frames that nobody knows, nor by its own echo', () => {
    const echo: FrameContent = { name: 'PPS', field: Uint8Array.of(0x2f, 0, 0, 0) };
    const { code } = meet(sender({}, ONE_PAGE), (heard, nth) => {
      if (heard === 'PPS' && nth === 1) return [echo];
      return answering(() => undefined)(heard, nth);
    });
    expect(code).toBe(0);
  });

  it('says its DCS again to a machine that says DIS again, three times in all', () => {
    const { code, said } = send((heard) => (heard === 'burst' ? [DIS] : undefined));
    expect([code, said.filter((name) => name === 'DCS').length]).toEqual([20, 3]);
  });

  it('sends the page again to a machine that has begun anew', () => {
    const { code, said } = send((heard, nth) => (heard === 'burst' && nth === 3 ? [{ name: 'CFR' }] : heard === 'PPS' && nth === 1 ? [DIS] : undefined));
    expect([code, said]).toEqual([0, ['TSI', 'DCS', 'PPS-EOP', 'TSI', 'DCS', 'PPS-EOP', 'DCN']]);
  });

  it('does not take an answer during the image for one to the page', () => {
    const early: Script = (heard, nth) => (heard === 'burst' && nth === 1 ? [{ name: 'CFR' }, { type: 'pause', durationMs: 400 }, { type: 'command', frames: [Uint8Array.of(0xff, 0xc8, 0x31)] }] : heard === 'PPS' ? [{ name: 'DCN' }] : undefined);
    expect(send(early).code).toBe(15);
  });

  it.each(['MCF', 'CFR', 'PPR'] as const)('gives up a far end that says nothing but %s', (name) => {
    const { code, durationMs } = send(() => [{ name }]);
    expect(code).toBeGreaterThan(0);
    expect(durationMs).toBeLessThan(20 * 60_000);
  });
});

const TERMS: PageTerms = { modem: 'v17-14400', ecm: true, frameOctets: 256, compression: 'mh', resolution: 'fine', widthPx: 1728, length: 'unlimited', minScanLineMs: 0 };
const dcs = (changes: Partial<PageTerms> = {}): FrameContent => ({ name: 'DCS', field: writeDcs({ ...TERMS, ...changes }, { subAddress: false, senderId: false }) });
const tcf: readonly Utterance[] = [{ type: 'pause', durationMs: 75 }, { type: 'image', modem: 'v17-14400', training: 'long', octets: trainingCheck('v17-14400') }];
const coded = encodePage(ONE_PAGE[0]!.raster, { compression: 'mh', resolution: 'fine' });
const framesOf = (size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(coded.length / size) }, (_, number) => writeFcd({ number, data: coded.slice(number * size, (number + 1) * size) }));
const pps = (frames: number, page = 0, block = 0): Utterance => ({
  type: 'command',
  frames: [Uint8Array.of(0xff, 0xc8, 0xfd, ...writePps({ end: 'EOP', page, block, frames }, true))],
});
const block = (frames: readonly Uint8Array[], signal: Utterance): readonly Utterance[] => [
  { type: 'pause', durationMs: 75 },
  { type: 'frames', modem: 'v17-14400', training: 'short', frames: [...frames, ...returnToControl()] },
  { type: 'pause', durationMs: 75 },
  signal,
];
const receive = (script: Script, overrides: Partial<T30Options> = {}) => meet(receiver(overrides), script);

describe('a receiver', () => {
  it.each([200, 1, 100])('takes frames of %d octets and a short last one', (size) => {
    const frames = framesOf(size).slice(0, 256);
    const script: Script = (heard) => (heard === 'DIS' ? [dcs(), ...tcf] : heard === 'CFR' ? block(frames, pps(frames.length)) : undefined);
    expect(receive(script).said).toContain('MCF');
  });

  it('asks again for frames of no octets, and of too many', () => {
    const frames = [...framesOf(256).slice(0, 1), Uint8Array.of(0xff, 0xc0, 0x60, 0x80), writeFcd({ number: 2, data: new Uint8Array(257) })];
    const script: Script = (heard) => (heard === 'DIS' ? [dcs(), ...tcf] : heard === 'CFR' ? block(frames, pps(3)) : undefined);
    expect(receive(script).said).toContain('PPR');
  });

  it('takes a DCS without having been heard itself', () => {
    const script: Script = (heard) => (heard === 'start' ? [dcs(), ...tcf] : heard === 'CFR' ? block(framesOf(256), pps(framesOf(256).length)) : undefined);
    const { code, record } = receive(script);
    expect([code, pagesOf(record).length]).toEqual([0, 1]);
  });

  it('confirms again as often as it is asked, and tells of the page once', () => {
    const frames = framesOf(256);
    const script: Script = (heard, nth) => {
      if (heard === 'DIS') return [dcs(), ...tcf];
      if (heard === 'CFR') return block(frames, pps(frames.length));
      return heard === 'MCF' && nth < 4 ? [{ type: 'pause', durationMs: 75 }, pps(frames.length)] : undefined;
    };
    const { code, said, record } = receive(script);
    expect([code, said.filter((name) => name === 'MCF').length, pagesOf(record).length]).toEqual([0, 4, 1]);
  });

  it('ends a call whose blocks do not follow one another', () => {
    const script: Script = (heard) => (heard === 'DIS' ? [dcs(), ...tcf] : heard === 'CFR' ? block(framesOf(256), pps(3, 0, 5)) : undefined);
    expect(receive(script).code).toBe(23);
  });

  it('takes no page of blocks without end', () => {
    let sent = 0;
    const next = (): readonly Utterance[] => {
      const signal = writePps({ end: 'NULL', page: 0, block: sent & 0xff, frames: 1 }, true);
      sent += 1;
      return block(framesOf(256).slice(0, 1), { type: 'command', frames: [Uint8Array.of(0xff, 0xc8, 0xfd, ...signal)] });
    };
    const { code } = receive((heard) => (heard === 'DIS' ? [dcs(), ...tcf] : heard === 'CFR' || heard === 'MCF' ? next() : undefined));
    expect([code, sent]).toEqual([23, 256]);
  });

  it('takes no page that it rejects again and again', () => {
    const noise: readonly Utterance[] = [
      { type: 'pause', durationMs: 75 },
      { type: 'image', modem: 'v17-14400', training: 'short', octets: new Uint8Array(5000).fill(0x55) },
      { type: 'pause', durationMs: 75 },
      { type: 'command', frames: [Uint8Array.of(0xff, 0xc8, 0xf4)] },
    ];
    const command = dcs({ ecm: false });
    const { code, said } = receive((heard) => (heard === 'DIS' || heard === 'RTN' ? [command, ...tcf] : heard === 'CFR' ? noise : undefined));
    expect([code, said.filter((name) => name === 'RTN').length]).toEqual([48, 5]);
  });

  it.each<[string, FrameContent, number]>([
    ['a width that was not offered', dcs({ widthPx: 2432, ecm: false }), 12],
    ['a resolution that was not offered', dcs({ resolution: '300', widthPx: 2592, ecm: false }), 11],
    ['error correction that was not offered', dcs(), 8],
  ])('hangs up on %s', (_, command, code) => {
    const capabilities = { ...plain, widthsPx: [1728], resolutions: ['standard', 'fine'] as const };
    expect(receive((heard) => (heard === 'DIS' ? [command, ...tcf] : undefined), { capabilities })).toMatchObject({ code, said: ['CSI', 'DIS', 'DCN'] });
  });

  it('answers FTT to a speed that it does not have', () => {
    const { said } = receive((heard) => (heard === 'DIS' ? [dcs(), ...tcf] : undefined), { capabilities: { ...FULL, maxBitRate: 9600 } });
    expect(said.slice(0, 3)).toEqual(['CSI', 'DIS', 'FTT']);
  });

  it('answers FTT when no training check comes', () => {
    expect(receive((heard, nth) => (heard === 'DIS' && nth === 1 ? [dcs()] : undefined)).said).toContain('FTT');
  });

  it('ignores an identification that is too long', () => {
    const tsi: FrameContent = { name: 'TSI', field: new Uint8Array(40).fill(writeIdentification('1')[0] ?? 0) };
    expect(receive((heard) => (heard === 'DIS' ? [tsi, dcs(), ...tcf] : undefined)).said).toContain('CFR');
  });

  it.each<[string, Script, number]>([
    ['instead of a DCS', (heard) => (heard === 'DIS' ? [{ name: 'DCN' }] : undefined), 35],
    ['instead of an image', (heard) => (heard === 'DIS' ? [dcs(), ...tcf] : heard === 'CFR' ? [{ name: 'DCN' }] : undefined), 36],
    ['instead of what is missing', (heard) => (heard === 'DIS' ? [dcs(), ...tcf] : heard === 'CFR' ? block([], pps(3)) : heard === 'PPR' ? [{ name: 'DCN' }] : undefined), 36],
    ['behind FTT', (heard) => (heard === 'DIS' ? [dcs()] : heard === 'FTT' ? [{ name: 'DCN' }] : undefined), 40],
  ])('ends when it hears DCN %s', (_, script, code) => expect(receive(script).code).toBe(code));

  it.each(['RR', 'CTC', 'EOR', 'PPS', 'EOP', 'DTC', 'DCS', 'CRP', 'CFR', 'TNR', 'FNV'] as const)('gives up a far end that says nothing but %s', (name) => {
    const { code, durationMs } = receive(() => [{ name }]);
    expect(code).toBeGreaterThan(0);
    expect(durationMs).toBeLessThan(10 * 60_000);
  });
});
