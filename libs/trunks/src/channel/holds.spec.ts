import { MovedClock } from '../testing/moved-clock.ts';
import { Holds } from './holds.ts';

const TIMES = { holdLapseMs: 15_000, renewEveryMs: 5_000, renewAgainMs: 500 };

function bench(renew: (faxIds: readonly string[]) => Promise<readonly string[]> = async (faxIds) => faxIds) {
  const clock = new MovedClock();
  const renewals: { readonly at: number; readonly faxIds: readonly string[] }[] = [];
  const errors: unknown[] = [];
  const holds = new Holds({
    times: TIMES,
    clock,
    random: () => 0,
    onError: (error) => errors.push(error),
    renew: async (faxIds) => {
      renewals.push({ at: clock.now(), faxIds });
      return new Set(await renew(faxIds));
    },
  });
  const keep = (faxId: string) => {
    const hold = holds.keep(faxId, clock.now());
    if (!hold) throw new Error('too late');
    return hold;
  };
  return { clock, renewals, errors, holds, keep };
}

describe('the channels that a process holds', () => {
  it('are renewed together, every five seconds', async () => {
    const { clock, renewals, keep } = bench();
    const a = keep('a');
    await clock.advance(2_000);
    const b = keep('b');
    await clock.advance(58_000);
    expect(renewals).toHaveLength(12);
    expect(renewals.map(({ at }) => at).slice(0, 3)).toEqual([5_000, 10_000, 15_000]);
    expect(renewals.every(({ faxIds }) => faxIds.join() === 'a,b')).toBe(true);
    expect([a.lost.aborted, b.lost.aborted]).toEqual([false, false]);
  });

  it('are renewed at times that differ from process to process', async () => {
    const clock = new MovedClock();
    const at: number[] = [];
    const renew = async (faxIds: readonly string[]) => new Set((at.push(clock.now()), faxIds));
    new Holds({ times: TIMES, clock, random: () => 1, renew, onError: () => undefined }).keep('a', 0);
    await clock.advance(8_000);
    expect(at).toEqual([4_000, 8_000]);
  });

  it('need no alarm once there are none', async () => {
    const { clock, renewals, holds, keep } = bench();
    const hold = keep('a');
    expect(clock.alarms).toBe(1);
    expect(holds.drop(hold)).toBe(true);
    expect(holds.drop(hold)).toBe(false);
    expect(clock.alarms).toBe(0);
    await clock.advance(60_000);
    expect(renewals).toEqual([]);
  });

  it('survive a database that is away for less than the lapse', async () => {
    let away = true;
    const { clock, errors, keep } = bench(async (faxIds) => {
      if (away) throw new Error('away');
      return faxIds;
    });
    const hold = keep('a');
    await clock.advance(14_400);
    expect(errors.length).toBeGreaterThan(2);
    away = false;
    await clock.advance(60_000);
    expect(hold.lost.aborted).toBe(false);
  });

  it('are lost when the database is away for the lapse, not before', async () => {
    const { clock, keep } = bench(() => Promise.reject(new Error('away')));
    const hold = keep('a');
    await clock.advance(14_999);
    expect(hold.lost.aborted).toBe(false);
    await clock.advance(1);
    expect(hold.lost.aborted).toBe(true);
    expect(clock.alarms).toBe(0);
  });

  it('are lost in time though a renewal hangs', async () => {
    const { clock, renewals, keep } = bench(() => new Promise(() => undefined));
    const hold = keep('a');
    await clock.advance(14_999);
    expect(hold.lost.aborted).toBe(false);
    await clock.advance(1);
    expect(hold.lost.aborted).toBe(true);
    expect(renewals).toHaveLength(1);
  });

  it('count from when the renewal was sent, not from when its answer came', async () => {
    let answer: (faxIds: readonly string[]) => void = () => undefined;
    const { clock, renewals, keep } = bench(() => new Promise((resolve) => (answer = resolve)));
    const hold = keep('a');
    await clock.advance(14_000);
    answer(['a']);
    await clock.advance(5_999);
    expect(renewals.map(({ at }) => at)).toEqual([5_000, 19_000]);
    expect(hold.lost.aborted).toBe(false);
    await clock.advance(1);
    expect(hold.lost.aborted).toBe(true);
  });

  it('are lost at once where the database says that they are not ours', async () => {
    const { clock, keep } = bench(async () => ['b']);
    const [a, b] = [keep('a'), keep('b')];
    await clock.advance(5_000);
    expect([a.lost.aborted, b.lost.aborted]).toEqual([true, false]);
  });

  it('are lost before anything is renewed when the process was frozen', async () => {
    const { clock, renewals, keep } = bench();
    const hold = keep('a');
    clock.freeze(15_000);
    await clock.advance(0);
    expect(hold.lost.aborted).toBe(true);
    expect(renewals).toEqual([]);
  });

  it('stay lost though an answer of before the freeze says that they were renewed', async () => {
    let answer: (faxIds: readonly string[]) => void = () => undefined;
    const { clock, keep } = bench(() => new Promise((resolve) => (answer = resolve)));
    const hold = keep('a');
    await clock.advance(5_000);
    clock.freeze(20_000);
    answer(['a']);
    await clock.advance(0);
    expect(hold.lost.aborted).toBe(true);
  });

  it('are none when the way here took longer than the lapse', () => {
    const { clock, holds } = bench();
    const askedAt = clock.now();
    clock.freeze(15_000);
    expect(holds.keep('a', askedAt)).toBeUndefined();
  });

  it('are not lost by the answer to a renewal during which they were given back and taken anew', async () => {
    let answer: (faxIds: readonly string[]) => void = () => undefined;
    const { clock, holds, keep } = bench(() => new Promise((resolve) => (answer = resolve)));
    const first = keep('a');
    await clock.advance(5_000);
    holds.drop(first);
    const second = keep('a');
    answer([]);
    await clock.advance(0);
    expect(second.lost.aborted).toBe(false);
  });
});
