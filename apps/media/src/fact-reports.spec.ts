import { jest } from '@jest/globals';
import type { LineFact } from '@faxwire/contracts';
import { FactReports, REPORT_TIMEOUT_MS } from './fact-reports.ts';

const page: LineFact = { type: 'page', page: { page: 0, bitRate: 9_600, badRows: 0, bytes: 100 } };
const ringing = (sipStatus: number): LineFact => ({ type: 'ringing', sipStatus });

describe('reporting facts', () => {
  it('keeps their order, one at a time', async () => {
    const seen: unknown[] = [];
    const facts = new FactReports(async (fact) => {
      seen.push(['begin', fact]);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(['end', fact]);
    }, () => undefined);
    await Promise.all([facts.add(ringing(180)), facts.add(ringing(183))]);
    expect(seen).toEqual([['begin', ringing(180)], ['end', ringing(180)], ['begin', ringing(183)], ['end', ringing(183)]]);
  });

  it('reports nothing after a fact that was lost, and says so once', async () => {
    const lost: unknown[] = [];
    const seen: LineFact[] = [];
    const facts = new FactReports(async (fact) => {
      seen.push(fact);
      throw new Error('fenced');
    }, (reason) => lost.push(reason));
    const [first, second] = await Promise.allSettled([facts.add(ringing(180)), facts.add(ringing(183))]);
    expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
    expect(seen).toEqual([ringing(180)]);
    expect(lost).toEqual([new Error('fenced')]);
  });

  it('reports nothing that comes after the end of the call, but finishes what was under way', async () => {
    const seen: LineFact[] = [];
    const facts = new FactReports(async (fact) => {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(fact);
    }, () => undefined);
    const underWay = facts.add(ringing(180));
    await new Promise((resolve) => process.nextTick(resolve));
    await facts.close();
    expect(seen).toEqual([ringing(180)]);
    await underWay;
    await expect(facts.add(ringing(183))).rejects.toThrow('the call is over');
  });

  it('does not drop at the end of the call what waits behind another fact', async () => {
    const seen: LineFact[] = [];
    const facts = new FactReports(async (fact) => {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(fact);
    }, () => undefined);
    const added = [facts.add(ringing(180)), facts.add(page)];
    await facts.close();
    expect(seen).toEqual([ringing(180), page]);
    await Promise.all(added);
  });

  it('waits at the end of the call no longer than for one fact, and begins none after that', async () => {
    jest.useFakeTimers();
    try {
      const begun: LineFact[] = [];
      const facts = new FactReports((fact) => {
        begun.push(fact);
        return new Promise((resolve) => setTimeout(resolve, REPORT_TIMEOUT_MS - 1));
      }, () => undefined);
      const added = Promise.allSettled([facts.add(ringing(180)), facts.add(ringing(183)), facts.add(page)]);
      let closed = false;
      void facts.close().then(() => (closed = true));
      await jest.advanceTimersByTimeAsync(REPORT_TIMEOUT_MS - 1);
      expect(closed).toBe(false);
      await jest.advanceTimersByTimeAsync(1);
      expect(closed).toBe(true);
      await jest.advanceTimersByTimeAsync(REPORT_TIMEOUT_MS);
      expect(begun).toEqual([ringing(180), ringing(183)]);
      expect((await added).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    } finally {
      jest.useRealTimers();
    }
  });
});
