import type { LineSignal } from '../line/line-signal.ts';
import { nameOf } from '../frame/fcf.ts';
import { FINAL } from '../frame/frame.ts';
import type { Side } from '../testing/simulated-line.ts';
import { converse, documentOf, FULL, PAGES, receiver, sender } from '../testing/two-machines.ts';
import { T30Call } from './t30-call.ts';
import type { T30Options } from './t30-options.ts';

/** Minutes after which a silent line must have ended every call, whatever the state. */
const BOUND_MS = 4 * 60_000;

/** The line goes dead once this was said for the n-th time; `image` is a burst of the image channel after training. */
function deadAfter(from: Side, said: string, nth = 1) {
  let [isDead, count] = [false, 0];
  return (signal: LineSignal, side: Side): LineSignal | undefined => {
    if (isDead) return undefined;
    const isIt =
      side === from &&
      (said === 'image'
        ? signal.type === 'carrier' && signal.modem !== 'v21' && signal.training === 'short'
        : said === 'TCF'
          ? signal.type === 'carrier' && signal.training === 'long'
          : signal.type === 'frame' && signal.modem === 'v21' && signal.octets[1] === FINAL && nameOf(signal.octets[2] ?? 0) === said);
    if (isIt) count += 1;
    isDead = isIt && count === nth;
    return signal;
  };
}

const plain = { ...FULL, ecm: false };

describe('a line that goes dead ends both calls', () => {
  it.each<[Side, string, number, boolean, number, number]>([
    ['answerer', 'DIS', 1, true, 20, 3],
    ['caller', 'DCS', 1, true, 20, 34],
    ['caller', 'TCF', 1, true, 20, 34],
    ['answerer', 'CFR', 1, true, 21, 31],
    ['caller', 'PPS', 1, true, 21, 32],
    ['answerer', 'MCF', 1, true, 21, 32],
    ['answerer', 'MCF', 3, true, 0, 0],
    ['caller', 'PPS', 3, true, 21, 0],
    ['answerer', 'CFR', 1, false, 21, 31],
    ['caller', 'MPS', 1, false, 21, 32],
    ['caller', 'EOP', 1, false, 21, 0],
    ['answerer', 'MCF', 2, false, 21, 32],
  ])('behind the %s saying %s (%d), with ECM %s', (from, said, nth, ecm, callerCode, answererCode) => {
    const line = { impair: deadAfter(from, said, nth) };
    const { caller, answerer, durationMs } = converse(sender({ capabilities: { ...FULL, ecm } }), receiver(), line);
    expect([caller.code, answerer.code]).toEqual([callerCode, answererCode]);
    expect(durationMs).toBeLessThan(BOUND_MS);
  });

  it.each([true, false])('in the middle of a page, with ECM %s', (ecm) => {
    const line = { impair: deadAfter('caller', 'image') };
    const { caller, answerer, durationMs } = converse(sender({ capabilities: { ...FULL, ecm } }), receiver(), line);
    expect([caller.code, answerer.code]).toEqual([21, 30]);
    expect(durationMs).toBeLessThan(BOUND_MS);
  });

  it.each<[Side, string, number, number]>([
    ['answerer', 'DIS', 34, 3],
    ['caller', 'DTC', 34, 20],
    ['answerer', 'DCS', 34, 20],
    ['caller', 'CFR', 31, 21],
  ])('of a poll, behind the %s saying %s', (from, said, callerCode, answererCode) => {
    const caller: T30Options = { role: 'originate', stationId: '1', capabilities: FULL, receive: true };
    const answerer: T30Options = { role: 'answer', stationId: '2', capabilities: FULL, transmit: { document: documentOf(PAGES), firstPage: 0 } };
    const records = converse(caller, answerer, { impair: deadAfter(from, said) });
    expect([records.caller.code, records.answerer.code]).toEqual([callerCode, answererCode]);
    expect(records.durationMs).toBeLessThan(BOUND_MS);
  });

  it('before anything was said', () => {
    const { caller, answerer, durationMs } = converse(sender(), receiver(), { impair: () => undefined });
    expect([caller.code, answerer.code]).toEqual([2, 3]);
    expect(durationMs).toBe(60_000);
  });
});

describe('a call that is dropped', () => {
  it('ends at once with 49, and says nothing more', () => {
    const call = new T30Call(sender({ capabilities: plain }));
    call.start(0);
    expect(call.terminate(10)).toEqual([{ type: 'ended', code: 49 }]);
    expect([call.advance(1e6), call.said(1e6), call.terminate(1e6), call.hear({ type: 'silence' }, 1e6)]).toEqual([[], [], [], []]);
    expect(call.nextDueMs).toBeUndefined();
  });
});
