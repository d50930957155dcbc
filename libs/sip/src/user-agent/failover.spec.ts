import { summaryOf } from '../testing/simulated-network.ts';
import { CALLEE, SimulatedPair } from '../testing/simulated-pair.ts';
import type { Remote } from '../transport/transport.ts';

const FIRST: Remote = { host: '192.0.2.77', port: 5060 };
const SECOND: Remote = { host: CALLEE, port: 5060 };

function place(prepare: (pair: SimulatedPair) => void = () => undefined) {
  const pair = new SimulatedPair();
  prepare(pair);
  const outcomes: string[] = [];
  const call = pair.invite({ nextHop: FIRST, otherHops: [SECOND], inviteTimeoutMs: 3_000, onHop: (hop, outcome) => outcomes.push(`${hop.host} ${outcome}`) });
  return { pair, call, outcomes };
}

describe('a call whose first place', () => {
  it('says nothing goes to the next one long before timer B', () => {
    const { pair, outcomes } = place();
    pair.clock.advance(3_100);
    expect(pair.near.lines).toEqual(['answered']);
    expect(outcomes).toEqual([`${FIRST.host} failed`, `${CALLEE} answered`]);
    const invites = pair.network.sent.filter(({ message }) => summaryOf(message) === 'INVITE');
    expect(invites.map(({ to, atMs }) => `${to} ${atMs}`)).toEqual([`${FIRST.host} 0`, `${FIRST.host} 500`, `${FIRST.host} 1500`, `${CALLEE} 3000`]);
  });

  it('is overloaded goes to the next one at once', () => {
    const { pair, outcomes } = place(({ network }) => {
      const busy = network.transport(FIRST.host);
      busy.onMessage((bytes, remote) => {
        const text = Buffer.from(bytes).toString();
        if (text.startsWith('INVITE')) busy.send(Buffer.from(text.replace(/^INVITE.*/, 'SIP/2.0 503 Service Unavailable')), remote);
      });
    });
    pair.clock.advance(100);
    expect(pair.near.lines).toEqual(['answered']);
    expect(outcomes).toEqual([`${FIRST.host} failed`, `${CALLEE} answered`]);
  });

  it('and whose second say nothing ends after both, and leaves nothing behind', () => {
    const { pair, outcomes } = place(({ network }) => {
      network.lose = () => true;
    });
    pair.clock.advance(6_000);
    expect(pair.near.ends).toEqual([{ kind: 'timeout' }]);
    pair.clock.advance(100_000);
    expect(outcomes).toEqual([`${FIRST.host} failed`, `${CALLEE} failed`]);
    expect([pair.clock.pending, pair.caller.activeTransactions]).toEqual([0, 0]);
  });

  it('is given up before it answers is not followed by another', () => {
    const { pair, call } = place();
    pair.clock.advance(1_000);
    call.cancel();
    pair.clock.advance(100_000);
    expect(new Set(pair.network.sent.map(({ to }) => to))).toEqual(new Set([FIRST.host]));
    expect(pair.near.ends).toEqual([{ kind: 'cancelled' }]);
  });
});
