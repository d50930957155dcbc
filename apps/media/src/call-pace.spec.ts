import { ManualClock } from '@faxwire/sip';
import { CallPace } from './call-pace.ts';

const never = new AbortController().signal;
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the pace of calls', () => {
  it('lets a lone call begin at once and spreads a burst', async () => {
    const clock = new ManualClock();
    const pace = new CallPace(clock, 5);
    const begun: number[] = [];
    for (let call = 0; call < 3; call += 1) void pace.wait(never).then(() => begun.push(clock.now()));
    const startMs = clock.now();
    for (let step = 0; step < 10; step += 1) {
      await settle();
      clock.advance(50);
    }
    await settle();
    expect(begun.map((at) => at - startMs)).toEqual([0, 200, 400]);
  });

  it('does not hold a fax that no longer wants to call', async () => {
    const pace = new CallPace(new ManualClock(), 1);
    await pace.wait(never);
    const gone = new AbortController();
    const waiting = pace.wait(gone.signal);
    gone.abort(new Error('leaving'));
    await expect(waiting).rejects.toThrow('leaving');
  });

  it('gives the turn of a fax that left to the next one', async () => {
    const clock = new ManualClock();
    const pace = new CallPace(clock, 1);
    await pace.wait(never);
    const left = new AbortController();
    const gone = Array.from({ length: 50 }, () => pace.wait(left.signal));
    left.abort(new Error('no patience'));
    expect((await Promise.allSettled(gone)).every(({ status }) => status === 'rejected')).toBe(true);
    let begun = false;
    void pace.wait(never).then(() => (begun = true));
    clock.advance(1_000);
    await settle();
    expect(begun).toBe(true);
  });

  it('turns everybody away who waits when the worker leaves', async () => {
    const pace = new CallPace(new ManualClock(), 1);
    await pace.wait(never);
    const waiting = [pace.wait(never), pace.wait(never)];
    pace.refuseWaiting(new Error('closing'));
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
