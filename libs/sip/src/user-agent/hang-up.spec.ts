import { audioSdp } from '../testing/call-log.ts';
import { CALLEE, CALLER, SimulatedPair, settled } from '../testing/simulated-pair.ts';
import { summaryOf } from '../testing/simulated-network.ts';

describe('a call that is hung up', () => {
  it('from both sides at once ends for each as its own', () => {
    const pair = new SimulatedPair();
    const { call, incoming } = pair.establish();
    call.bye();
    incoming.bye();
    pair.clock.advance(1_000);
    expect(pair.network.summary.sort()).toEqual(['200 BYE', '200 BYE', 'BYE', 'BYE']);
    expect([pair.near.ends, pair.far.ends]).toEqual([[{ kind: 'local_bye' }], [{ kind: 'local_bye' }]]);
  });

  it('towards a silent far end ends at timer F', () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    pair.network.lose = () => true;
    call.bye();
    call.bye();
    pair.clock.advance(31_999);
    expect(pair.near.ends).toEqual([]);
    pair.clock.advance(1);
    expect(pair.near.ends).toEqual([{ kind: 'local_bye' }]);
  });

  it('with a lost BYE and a lost 200 still ends once for each', () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    const losses = ['BYE', '200 BYE'];
    pair.network.lose = ({ message }) => losses[0] === summaryOf(message) && losses.shift() !== undefined;
    call.bye('Q.850;cause=16');
    pair.clock.advance(40_000);
    expect([pair.near.ends, pair.far.ends]).toEqual([[{ kind: 'local_bye' }], [{ kind: 'remote_bye', reason: 'Q.850;cause=16' }]]);
  });

  it('by its answerer before the ACK waits for the ACK', () => {
    const pair = new SimulatedPair();
    pair.onArrival((incoming) => {
      incoming.answer(audioSdp(5_000));
      incoming.bye();
    });
    pair.invite();
    pair.clock.advance(100);
    expect(pair.network.summary).toEqual(['INVITE', '100 INVITE', '200 INVITE', 'ACK', 'BYE', '200 BYE']);
    expect(pair.far.ends).toEqual([{ kind: 'local_bye' }]);
  });

  it('leaves no timer and no call behind', async () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    call.bye();
    pair.clock.advance(40_000);
    await settled();
    expect([pair.clock.pending, pair.caller.activeCalls, pair.callee.activeCalls]).toEqual([0, 0, 0]);
    expect([pair.caller.activeTransactions, pair.callee.activeTransactions]).toEqual([0, 0]);
  });

  it('tells a listener that comes late of its end', () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    call.bye();
    pair.clock.advance(100);
    const ends: string[] = [];
    call.listen({ onEnded: ({ kind }) => void ends.push(kind) });
    expect(ends).toEqual(['local_bye']);
  });
});

describe('a user agent that closes', () => {
  it('hangs up, cancels, refuses and then resolves', async () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    pair.onArrival((incoming) => incoming.ring());
    const ringing = pair.invite();
    pair.clock.advance(100);
    let closed = false;
    void pair.caller.close({ graceMs: 10_000 }).then(() => (closed = true));
    pair.clock.advance(100);
    await settled();
    expect(closed).toBe(true);
    expect([await call.ended, await ringing.ended]).toEqual([{ kind: 'local_bye' }, { kind: 'cancelled' }]);
    expect(pair.caller.invite({ target: { user: 'x', host: CALLEE, port: 5060 }, from: { user: 'y', host: CALLER }, offer: '', inviteTimeoutMs: 1, ringTimeoutMs: 1 }).answered).toBe(false);
  });

  it('refuses calls with 503 meanwhile, and those that ring', async () => {
    const pair = new SimulatedPair();
    pair.onArrival((incoming) => incoming.ring());
    const ringing = pair.invite();
    pair.clock.advance(100);
    pair.callee.drain();
    const late = pair.invite();
    pair.clock.advance(100);
    expect(await late.ended).toEqual({ kind: 'refused', status: 503, reason: 'Service Unavailable', retryAfterSeconds: 5 });
    void pair.callee.close({ graceMs: 1_000 });
    pair.clock.advance(100);
    expect(await ringing.ended).toMatchObject({ kind: 'refused', status: 503 });
  });

  it('drops a call whose far end is silent after the grace', async () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    pair.network.lose = () => true;
    const closing = pair.caller.close({ graceMs: 2_000 });
    pair.clock.advance(2_000);
    await closing;
    expect(await call.ended).toEqual({ kind: 'transport', detail: 'user agent is closed' });
  });
});
