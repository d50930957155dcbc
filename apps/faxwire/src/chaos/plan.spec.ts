import { SANDBOX_NUMBERS } from '@faxwire/sandbox-app';
import { breakable, decisionsOf, type Decision } from './breakage-plan.ts';
import { CHAOS_NUMBERS, faxesOf } from './fax-plan.ts';
import { wantedBy } from './arguments.ts';

const BREAKABLES = [['media', 'media'], ['media-2', 'media'], ['relay', 'relay'], ['sandbox', 'sandbox'], ['postgres', 'postgres']].map(([name = '', kind = '']) => breakable(name, kind));

function take<Item>(items: Iterator<Item, never>, count: number): Item[] {
  return Array.from({ length: count }, () => items.next().value);
}

const decisions = (seed: number, count: number): Decision[] => take(decisionsOf(seed, BREAKABLES), count);

describe('what is broken', () => {
  it('is the same for the same seed, however long it takes, and something else for another', async () => {
    const slowly = decisionsOf(11, BREAKABLES);
    const seen: Decision[] = [];
    for (let count = 0; count < 200; count += 1) {
      seen.push(slowly.next().value);
      await Promise.resolve();
    }
    expect(seen).toEqual(decisions(11, 200));
    expect(seen).not.toEqual(decisions(12, 200));
  });

  it('comes to every target in every way, and stays within bounds', () => {
    const all = decisions(1, 3_000);
    for (const { name, acts } of BREAKABLES) {
      const own = all.filter(({ target }) => target === name);
      expect([...new Set(own.map(({ act }) => act))].toSorted()).toEqual([...new Set(acts.map(({ act }) => act))].toSorted());
    }
    expect(all.every(({ forMs, waitMs }) => forMs >= 100 && forMs <= 40_000 && waitMs >= 1_000 && waitMs <= 7_000)).toBe(true);
  });

  it('is seldom the far end', () => {
    const all = decisions(1, 3_000);
    expect(all.filter(({ target }) => target === 'sandbox').length / all.length).toBeLessThan(0.1);
  });
});

describe('the faxes', () => {
  it('are the same for the same seed', () => {
    expect(take(faxesOf(4), 100)).toEqual(take(faxesOf(4), 100));
    expect(take(faxesOf(4), 100)).not.toEqual(take(faxesOf(5), 100));
  });

  it('go to every sandbox number, seldom to the one that is as slow as life, with one to three pages, each with a key of its own', () => {
    const faxes = take(faxesOf(2), 2_000);
    const numbers = new Set(faxes.map(({ phoneNumber }) => phoneNumber));
    expect(SANDBOX_NUMBERS.filter(({ number }) => !numbers.has(number)).map(({ name }) => name)).toEqual([]);
    expect(faxes.filter(({ phoneNumber }) => phoneNumber === '+19995550110').length).toBeLessThan(faxes.length / 50);
    expect(CHAOS_NUMBERS).toHaveLength(numbers.size);
    expect([...new Set(faxes.map(({ pages }) => pages))].toSorted()).toEqual([1, 2, 3]);
    expect(new Set(faxes.map(({ key }) => key)).size).toBe(faxes.length);
  });
});

describe('the command line', () => {
  it('is understood', () => {
    expect(wantedBy(['--minutes', '2.5', '--seed', '7', '--calm'])).toEqual({ minutes: 2.5, seed: 7, calm: true });
    expect(wantedBy(['--minutes', '1'])).toEqual({ minutes: 1, seed: undefined, calm: false });
  });

  it.each([[[]], [['--minutes', '0']], [['--minutes']], [['--minutes', '1', '--seed', '1.5']], [['--minutes', '1', '--loud']]])('is refused as %j', (args) => {
    expect(wantedBy(args)).toBeUndefined();
  });
});
