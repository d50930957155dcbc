import { DigestAccount } from '../authentication/digest-account.ts';
import { DigestGuard } from '../authentication/digest-guard.ts';
import { CallLog, audioSdp } from '../testing/call-log.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { INVITE_TEXT, wire } from '../testing/messages.ts';
import { CALLEE, CALLER, countingRandom } from '../testing/simulated-pair.ts';
import { SimulatedNetwork } from '../testing/simulated-network.ts';
import { UserAgent } from '../user-agent/user-agent.ts';
import { AddressList } from './address-list.ts';
import { SourceRate } from './source-rate.ts';
import type { AdmissionOptions } from './admission.ts';

const STRANGER = { host: '203.0.113.66', port: 5060 };

/** A user agent that trusts CALLER and takes every call. */
function guarded(options: Partial<AdmissionOptions> = {}) {
  const clock = new ManualClock();
  const network = new SimulatedNetwork(clock);
  const trusted = new AddressList([CALLER]);
  const callee = new UserAgent({
    transport: network.transport(CALLEE), clock, random: countingRandom(1),
    admission: { isTrusted: ({ host }) => trusted.has(host), unknownSources: 'refuse', ...options },
  });
  const far = new CallLog();
  callee.onInvite = (incoming) => {
    incoming.listen(far);
    incoming.answer(audioSdp(5_000));
  };
  const send = (text: readonly string[] | Uint8Array, from = STRANGER) => {
    network.deliver(text instanceof Uint8Array ? text : wire(text), from, { host: CALLEE, port: 5060 });
    clock.advance(2);
  };
  return { clock, network, callee, send, replies: () => network.summary.filter((kind) => kind.includes(' ')) };
}

describe('a stranger', () => {
  it.each([['refuse', ['403 INVITE']], ['ignore', []]] as const)('gets what the policy "%s" says, and leaves no state', (unknownSources, expected) => {
    const { callee, clock, replies, send } = guarded({ unknownSources });
    send(INVITE_TEXT);
    expect([replies(), callee.activeTransactions, callee.activeCalls, clock.pending]).toEqual([expected, 0, 0, 0]);
    expect(callee.counters.strangers).toBe(1);
  });

  it('who is ignored is not told either that it writes bad SIP', () => {
    const bad = INVITE_TEXT.map((line) => line.replace('CSeq: 1', 'CSeq: x'));
    const silent = guarded({ unknownSources: 'ignore' });
    silent.send(bad);
    const kind = guarded();
    kind.send(bad);
    expect([silent.network.sent, kind.callee.counters.malformed]).toEqual([[], 1]);
  });

  it('is no worry of a trunk, whose calls come in', () => {
    const { send, replies } = guarded({ unknownSources: 'ignore' });
    send(INVITE_TEXT, { host: CALLER, port: 5060 });
    expect(replies()).toEqual(['100 INVITE', '200 INVITE']);
  });

  it('with a password may call from anywhere, and without it is asked', () => {
    const clock = new ManualClock();
    const guard = new DigestGuard({ realm: 'house', clock, random: countingRandom(2), passwordOf: (name) => (name === 'caller' ? 'right' : undefined) });
    for (const [password, expected] of [['right', ['answered']], ['wrong', ['refused']]] as const) {
      const { network, clock: time, callee } = guarded({ guard, unknownSources: 'challenge' });
      const near = new CallLog();
      const caller = new UserAgent({ transport: network.transport(STRANGER.host), clock: time, random: countingRandom(30) });
      caller.invite({
        target: { user: '1', host: CALLEE, port: 5060 }, from: { user: '2', host: 'h' }, offer: audioSdp(4_000), inviteTimeoutMs: 5_000, ringTimeoutMs: 5_000,
        listener: near, account: new DigestAccount({ username: 'caller', password }, countingRandom(40)),
      });
      time.advance(100);
      expect([near.lines, callee.counters.strangers]).toEqual([expected, password === 'right' ? 1 : 2]);
    }
  });

  it('who floods us is read no further than its rate, and a trunk is heard meanwhile', () => {
    const { callee, network, clock, send, replies } = guarded();
    for (let count = 0; count < 2_000; count++) network.deliver(wire(INVITE_TEXT), STRANGER, { host: CALLEE, port: 5060 });
    clock.advance(5);
    expect(replies()).toHaveLength(50);
    expect(callee.counters.overRate).toBe(1_950);
    send(INVITE_TEXT, { host: CALLER, port: 5060 });
    expect(replies().slice(50)).toEqual(['100 INVITE', '200 INVITE']);
  });
});

describe('a rate of sources', () => {
  const limits = { each: { perSecond: 1, burst: 2 }, all: { perSecond: 100, burst: 100 } };

  it('is for each, and comes back with time', () => {
    const clock = new ManualClock();
    const rate = new SourceRate(clock, limits);
    expect(['a', 'a', 'a', 'b'].map((host) => rate.takes(host))).toEqual([true, true, false, true]);
    clock.advance(1_000);
    expect(rate.takes('a')).toBe(true);
  });

  it('is for a whole IPv6 network, which is one customer', () => {
    const rate = new SourceRate(new ManualClock(), limits);
    expect(['2001:db8:1:2::1', '2001:db8:1:2:9::2', '2001:db8:1:2:3:4:5:6', '2001:db8:1:3::1'].map((host) => rate.takes(host))).toEqual([true, true, false, true]);
  });

  it('holds no more sources than it should, and forged ones share the limit for all', () => {
    const rate = new SourceRate(new ManualClock(), limits);
    const taken = Array.from({ length: 20_000 }, (_, n) => rate.takes(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`)).filter(Boolean);
    expect(taken.length).toBe(100);
    expect(rate.size).toBeLessThanOrEqual(10_000);
  });
});

it('a list of addresses knows networks of both families, and tells what is none', () => {
  const list = new AddressList(['192.0.2.0/24', '2001:db8::/32', '198.51.100.7']);
  expect(['192.0.2.200', '::ffff:192.0.2.1', '2001:db8::5', '198.51.100.7', '198.51.100.8', 'host.example'].map((address) => list.has(address))).toEqual([true, true, true, true, false, false]);
  expect(AddressList.problem(['192.0.2.0/24', '192.0.2.0/33'])).toBe('192.0.2.0/33');
  expect(AddressList.problem(['192.0.2.1', '::1/128'])).toBeUndefined();
});
