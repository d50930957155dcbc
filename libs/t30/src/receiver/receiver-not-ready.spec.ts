import { T30Call } from '../call/t30-call.ts';
import { COMPLETION } from '../call/completion.ts';
import { nameOf } from '../frame/fcf.ts';
import type { LineOptions } from '../testing/simulated-line.ts';
import { SimulatedLine } from '../testing/simulated-line.ts';
import { SlowStore } from '../testing/slow-store.ts';
import { FULL, losing, PAGES, receiver, samePages, sender, spoken } from '../testing/two-machines.ts';

const T5_MS = 60_000;

function call(storeMs: number, line: LineOptions = {}, ecm = true) {
  const answerer = new SlowStore(receiver({ capabilities: { ...FULL, ecm } }), storeMs);
  const simulated = new SimulatedLine({ caller: new T30Call(sender()), answerer }, line);
  const records = simulated.run();
  const count = (name: string): number => spoken(records.answerer).filter((said) => said === name).length;
  const firstPage = records.answerer.facts.find(({ type }) => type === 'page-received');
  return { ...records, count, firstPage, durationMs: simulated.nowMs };
}

describe('A receiver whose store is slow', () => {
  it('confirms as if nothing were when the page is stored within a moment', () => {
    const { answerer, caller, count } = call(300);
    expect([answerer.code, caller.code, count('RNR'), count('MCF')]).toEqual([COMPLETION.ok, COMPLETION.ok, 0, PAGES.length]);
  });

  it.each([2_000, 10_000, 45_000])('lets its sender wait for a page that takes %i ms, and takes each page once', (storeMs) => {
    const { answerer, caller, count } = call(storeMs);
    expect([answerer.code, caller.code, count('MCF'), samePages(answerer, PAGES)]).toEqual([COMPLETION.ok, COMPLETION.ok, PAGES.length, true]);
    expect(count('RNR')).toBeGreaterThanOrEqual(PAGES.length);
  });

  it('ends the call itself when T5 is over', () => {
    const { answerer, caller, count, durationMs } = call(Infinity);
    expect([answerer.code, count('MCF'), spoken(answerer).at(-1)]).toEqual([COMPLETION.t5Expired, 0, 'DCN']);
    expect(caller.facts.some(({ type }) => type === 'page-sent')).toBe(false);
    expect(durationMs).toBeLessThan(2 * T5_MS);
  });

  it.each([['answerer', 'RNR'], ['caller', 'RR'], ['answerer', 'MCF'], ['caller', 'PPS']] as const)('gets along when the first %s of its talk (%s) is lost', (from, lost) => {
    const line = losing(from, (name, nth) => name === lost && nth === 1, (octets) => nameOf(octets[2] ?? 0) ?? '?');
    const { answerer, caller } = call(6_000, line);
    expect([answerer.code, caller.code, samePages(answerer, PAGES)]).toEqual([COMPLETION.ok, COMPLETION.ok, true]);
  });

  it('knows that a sender gave up which it does not hear ask again', () => {
    const line = losing('caller', (name) => name === 'RR', (octets) => nameOf(octets[2] ?? 0) ?? '?');
    expect(call(50_000, line).answerer.code).toBe(COMPLETION.dcnAfterReceiverNotReady);
  });

  it('has no such word without error correction: there the page waits with it', () => {
    const { answerer, count } = call(10_000, {}, false);
    expect([answerer.code, count('RNR')]).toEqual([COMPLETION.ok, 0]);
  });
});
