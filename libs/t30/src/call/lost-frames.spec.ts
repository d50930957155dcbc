import { fullName } from '../frame/page-end.ts';
import { readFrame } from '../frame/frame.ts';
import { isRcp } from '../frame/coded-data.ts';
import type { LineSignal } from '../line/line-signal.ts';
import { bitRateOf } from '../line/modem.ts';
import { converse, FULL, losing, PAGES, pagesOf, receiver, samePages, sender, spoken } from '../testing/two-machines.ts';
import { specimenPage } from '../testing/specimen-page.ts';
import type { Side } from '../testing/simulated-line.ts';

const nameIn = (octets: Uint8Array): string => {
  const frame = readFrame(octets);
  return frame ? fullName(frame.name, frame.fcf, frame.field) : '?';
};
const lossOf = (from: Side, lost: string, until: number) => losing(from, (name, nth) => name === lost && nth <= until, nameIn);
const plain = { ...FULL, ecm: false };

describe('a call on which a frame is lost', () => {
  it.each<[Side, string, boolean]>([
    ['answerer', 'DIS', true],
    ['answerer', 'CSI', true],
    ['answerer', 'CFR', true],
    ['answerer', 'MCF', true],
    ['answerer', 'CFR', false],
    ['answerer', 'MCF', false],
    ['caller', 'DCS', true],
    ['caller', 'TSI', true],
    ['caller', 'PPS-MPS', true],
    ['caller', 'PPS-EOP', true],
    ['caller', 'DCN', true],
    ['caller', 'MPS', false],
    ['caller', 'EOP', false],
    ['caller', 'DCN', false],
  ])('of the %s, %s, with ECM %s, brings every page once', (from, lost, ecm) => {
    const { caller, answerer } = converse(sender({ capabilities: { ...FULL, ecm } }), receiver(), lossOf(from, lost, 1));
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(samePages(answerer, PAGES)).toBe(true);
  });

  it.each<[Side, string, boolean]>([
    ['answerer', 'CFR', true],
    ['answerer', 'MCF', true],
    ['answerer', 'MCF', false],
    ['caller', 'PPS-EOP', true],
    ['caller', 'EOP', false],
  ])('twice, of the %s, %s, with ECM %s, brings every page once', (from, lost, ecm) => {
    const { caller, answerer } = converse(sender({ capabilities: { ...FULL, ecm } }), receiver(), lossOf(from, lost, 2));
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(samePages(answerer, PAGES)).toBe(true);
  });

  it.each<[Side, string, boolean, number, number]>([
    ['answerer', 'CFR', true, 20, 31],
    ['answerer', 'MCF', true, 21, 32],
    ['answerer', 'MCF', false, 21, 32],
    ['caller', 'DCS', true, 20, 1],
    ['caller', 'PPS-MPS', true, 21, 30],
    ['caller', 'MPS', false, 21, 30],
  ])('each time, of the %s, %s, with ECM %s, ends', (from, lost, ecm, callerCode, answererCode) => {
    const line = lossOf(from, lost, Infinity);
    const { caller, answerer } = converse(sender({ capabilities: { ...FULL, ecm } }), receiver(), line);
    expect(caller.code).toBe(callerCode);
    expect(answererCode === 1 ? [3, 35] : [answererCode, 38, 37, 36, 35]).toContain(answerer.code);
  });

  it('loses the last confirmation for good, and the receiver still has it all', () => {
    const { caller, answerer } = converse(sender({}, PAGES.slice(0, 1)), receiver(), lossOf('answerer', 'MCF', Infinity));
    expect([caller.code, answerer.code, pagesOf(answerer).length]).toEqual([21, 0, 1]);
  });
});

/** Spoils training checks of speeds above one. */
const noFasterThan = (maxBitRate: number) => (signal: LineSignal): LineSignal =>
  signal.type === 'image' && bitRateOf(signal.modem) > maxBitRate && signal.octets.every((octet) => octet === 0)
    ? { ...signal, octets: signal.octets.map((_, at) => (at % 40 === 7 ? 0x21 : 0)) }
    : signal;

describe('training', () => {
  it.each([12_000, 9600, 7200, 4800, 2400])('falls back to %d bit/s', (maxBitRate) => {
    const { caller, answerer } = converse(sender(), receiver(), { impair: noFasterThan(maxBitRate) });
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(caller.facts).toContainEqual(expect.objectContaining({ type: 'negotiated', bitRate: maxBitRate }));
    expect(samePages(answerer, PAGES)).toBe(true);
  });

  it('that fails at every speed ends the call', () => {
    const { caller, answerer } = converse(sender(), receiver(), { impair: noFasterThan(0) });
    expect([caller.code, answerer.code]).toEqual([6, 40]);
    expect(spoken(answerer).filter((name) => name === 'FTT')).toHaveLength(8);
  });
});

/** Spoils image frames: of each number so many times. */
const spoiling = (times: (number: number) => number) => {
  const counts = new Map<number, number>();
  return (signal: LineSignal, from: Side): LineSignal => {
    if (from !== 'caller' || signal.type !== 'frame' || signal.modem === 'v21' || isRcp(signal.octets)) return signal;
    const number = signal.octets[3] ?? 0;
    counts.set(number, (counts.get(number) ?? 0) + 1);
    return (counts.get(number) ?? 0) <= times(number) ? { ...signal, intact: false } : signal;
  };
};

describe('error correction', () => {
  const page = [specimenPage({ rows: 300, ink: 'noise' })];

  it('asks for the frames that were spoilt, and for no others', () => {
    const { caller, answerer } = converse(sender({}, page), receiver(), { impair: spoiling((number) => (number % 8 === 0 ? 1 : 0)) });
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(samePages(answerer, page)).toBe(true);
    expect(spoken(answerer).filter((name) => name === 'PPR')).toHaveLength(1);
    const sent = caller.facts.find((fact) => fact.type === 'page-sent');
    expect(sent).toMatchObject({ ecmRetries: 1, retransmittedBlocks: 1 });
    expect(sent?.retransmittedFrames).toBeGreaterThan(10);
  });

  it('goes on at a lower speed after the fourth request', () => {
    const { caller, answerer } = converse(sender({}, page), receiver(), { impair: spoiling((number) => (number % 4 === 0 ? 5 : 0)) });
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(spoken(caller).filter((name) => name === 'CTC')).toHaveLength(1);
    expect(spoken(answerer)).toContain('CTR');
    expect(samePages(answerer, page)).toBe(true);
    expect(answerer.facts).toContainEqual(expect.objectContaining({ type: 'page-received', ecmRetries: 5 }));
  });

  it('gives a block up that never arrives, and does not call the page delivered', () => {
    const { caller, answerer } = converse(sender({}, page), receiver(), { impair: spoiling((number) => (number === 0x20 ? Infinity : 0)) });
    expect(caller.code).toBe(48);
    expect(spoken(caller)).toContain('EOR-NULL');
    expect(spoken(answerer)).toContain('ERR');
    expect(caller.facts.some((fact) => fact.type === 'page-sent')).toBe(false);
  });

  it('needs no RCP', () => {
    const impair = (signal: LineSignal) => (signal.type === 'frame' && signal.modem !== 'v21' && isRcp(signal.octets) ? undefined : signal);
    const { caller, answerer } = converse(sender(), receiver(), { impair });
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(samePages(answerer, PAGES)).toBe(true);
  });
});

describe('a page without error correction', () => {
  const page = [specimenPage({ rows: 200 })];
  /** Spoils one octet in so many of the first images, and of no training check. */
  const rubbing = (everyOctets: number, images: number) => {
    let [image, at, isImage] = [0, 0, false];
    return (signal: LineSignal, from: Side): LineSignal => {
      if (signal.type === 'carrier' && signal.modem !== 'v21') {
        isImage = signal.training === 'short';
        if (isImage) image += 1;
      }
      if (from !== 'caller' || signal.type !== 'image' || !isImage || image > images) return signal;
      return { ...signal, octets: signal.octets.map((octet) => ((at += 1) % everyOctets === 0 ? octet ^ 0xff : octet)) };
    };
  };

  it('that cannot be read is sent again after training anew, a rung lower', () => {
    const line = { impair: rubbing(60, 1) };
    const { caller, answerer } = converse(sender({ capabilities: plain }, page), receiver(), line);
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(spoken(answerer)).toEqual(['CSI', 'DIS', 'CFR', 'RTN', 'CFR', 'MCF']);
    expect(samePages(answerer, page)).toBe(true);
    expect(caller.facts).toContainEqual(expect.objectContaining({ type: 'negotiated', bitRate: 12_000 }));
  });

  it('is given up after its third rejection', () => {
    const { caller, answerer } = converse(sender({ capabilities: plain }, page), receiver(), { impair: rubbing(60, Infinity) });
    expect([caller.code, answerer.code, pagesOf(answerer).length]).toEqual([48, 40, 0]);
    expect(caller.facts.filter((fact) => fact.type === 'page-rejected')).toHaveLength(3);
  });

  it('with a few bad rows is taken, and the line is trained anew', () => {
    const pages = [specimenPage({ rows: 400, seed: 1 }), specimenPage({ rows: 400, seed: 2 })];
    const mh = { ...plain, compressions: ['mh'] as const };
    const { caller, answerer } = converse(sender({ capabilities: mh }, pages), receiver(), { impair: rubbing(300, 1) });
    expect([caller.code, answerer.code]).toEqual([0, 0]);
    expect(spoken(answerer)).toEqual(['CSI', 'DIS', 'CFR', 'RTP', 'CFR', 'MCF']);
    expect(answerer.facts).toContainEqual(expect.objectContaining({ type: 'page-received', index: 0, quality: 'poor' }));
  });
});

describe('a command that was spoilt in part', () => {
  it('is acted upon when a name got lost', () => {
    const { answerer } = converse(sender({ subAddress: '4711' }), receiver(), lossOf('caller', 'TSI', 1));
    expect(answerer.facts).toContainEqual({ type: 'identified', subAddress: '4711' });
    expect(spoken(answerer).filter((name) => name === 'DIS')).toHaveLength(1);
  });

  it('is waited for once more when the sub-address got lost', () => {
    const { caller, answerer } = converse(sender({ subAddress: '4711' }), receiver(), lossOf('caller', 'SUB', 1));
    expect(answerer.facts.find((fact) => fact.type === 'identified')).toMatchObject({ subAddress: '4711' });
    expect([caller.code, answerer.code]).toEqual([0, 0]);
  });
});

describe('an answer that was heard and not understood', () => {
  const spoiltTimes = (name: string, times: number) => losing('answerer', (said, nth) => said === name && nth <= times, nameIn);

  it('is asked for more often than one that never came', () => {
    const { caller, answerer } = converse(sender(), receiver(), spoiltTimes('MCF', 5));
    expect([caller.code, answerer.code, samePages(answerer, PAGES)]).toEqual([0, 0, true]);
  });

  it('is not asked for without end', () => {
    const { caller } = converse(sender(), receiver(), spoiltTimes('MCF', Infinity));
    expect(caller.code).toBe(21);
    expect(spoken(caller).filter((name) => name === 'PPS-MPS').length).toBeLessThan(12);
  });
});
