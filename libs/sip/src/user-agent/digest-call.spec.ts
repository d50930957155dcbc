import { DigestAccount } from '../authentication/digest-account.ts';
import { DigestGuard } from '../authentication/digest-guard.ts';
import { headerValue } from '../message/headers.ts';
import { CallLog, audioSdp } from '../testing/call-log.ts';
import { challengingTransport } from '../testing/challenging-transport.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { CALLEE, CALLER, countingRandom } from '../testing/simulated-pair.ts';
import { SimulatedNetwork } from '../testing/simulated-network.ts';
import { UserAgent } from './user-agent.ts';
import type { IncomingCall } from './incoming-call.ts';

/** A caller with a password and a callee that asks for it with every request. */
function demanding({ status, password = 'right', nonceLifetimeMs = 60_000 }: { status: 401 | 407; password?: string; nonceLifetimeMs?: number }) {
  const clock = new ManualClock();
  const network = new SimulatedNetwork(clock);
  const passwordOf = (username: string) => (username === 'fax' ? 'right' : undefined);
  const guard = new DigestGuard({ realm: 'carrier', clock, random: countingRandom(7), passwordOf, nonceLifetimeMs, isProxy: status === 407 });
  const caller = new UserAgent({ transport: network.transport(CALLER), clock, random: countingRandom(1_000) });
  const callee = new UserAgent({ transport: challengingTransport(network.transport(CALLEE), { guard, status }), clock, random: countingRandom(9_000) });
  const [near, far] = [new CallLog(), new CallLog()];
  near.answer = far.answer = () => ({ ok: true, sdp: audioSdp(5_002) });
  let incoming: IncomingCall | undefined;
  callee.onInvite = (call) => {
    incoming = call;
    call.listen(far);
    call.answer(audioSdp(5_000));
  };
  const account = new DigestAccount({ username: 'fax', password }, countingRandom(50));
  const invite = () => caller.invite({
    target: { user: '100', host: CALLEE, port: 5060 }, from: { user: '200', host: CALLER }, offer: audioSdp(4_000),
    inviteTimeoutMs: 10_000, ringTimeoutMs: 60_000, listener: near, account,
  });
  const sequences = () => network.sent.filter(({ from }) => from === CALLER).map(({ message }) => headerValue(message, 'CSeq'));
  return { clock, network, caller, callee, near, far, invite, sequences, incoming: () => incoming };
}

describe.each([401, 407] as const)('a far end that asks for a password with %i', (status) => {
  it('gets it with INVITE, ACK, re-INVITE and BYE, and is not asked to ask twice', async () => {
    const { clock, network, near, far, invite, sequences } = demanding({ status });
    const call = invite();
    clock.advance(100);
    const changed = call.reinvite(audioSdp(4_002));
    clock.advance(100);
    expect(await changed).toEqual({ ok: true, sdp: audioSdp(5_002) });
    call.bye();
    clock.advance(100_000);
    expect([near.ends, far.ends]).toEqual([[{ kind: 'local_bye' }], [{ kind: 'remote_bye' }]]);
    expect(sequences()).toEqual(['1 INVITE', '1 ACK', '2 INVITE', '2 ACK', '3 INVITE', '3 ACK', '4 BYE']);
    expect(network.summary.filter((kind) => kind.startsWith(String(status)))).toHaveLength(1);
    const acks = network.sent.filter(({ message }) => message.kind === 'request' && message.method === 'ACK');
    expect(acks.map(({ message }) => headerValue(message, status === 401 ? 'Authorization' : 'Proxy-Authorization') !== undefined)).toEqual([false, true, true]);
  });

  it('and calls every nonce old at once gets a new answer for each request', async () => {
    const { clock, caller, near, invite, sequences } = demanding({ status, nonceLifetimeMs: 20 });
    const call = invite();
    clock.advance(100);
    const changed = call.reinvite(audioSdp(4_002));
    clock.advance(100);
    expect((await changed).ok).toBe(true);
    call.bye();
    clock.advance(100_000);
    expect(near.ends).toEqual([{ kind: 'local_bye' }]);
    expect(sequences()).toEqual(['1 INVITE', '1 ACK', '2 INVITE', '2 ACK', '3 INVITE', '3 ACK', '4 INVITE', '4 ACK', '5 BYE', '6 BYE']);
    expect([caller.activeTransactions, clock.pending]).toEqual([0, 0]);
  });

  it('and does not take it ends the call with that', () => {
    const { clock, near, invite, sequences } = demanding({ status, password: 'wrong' });
    invite();
    clock.advance(100_000);
    expect(near.ends).toMatchObject([{ kind: 'refused', status }]);
    expect(sequences()).toEqual(['1 INVITE', '1 ACK', '2 INVITE', '2 ACK']);
  });
});

it('a call that is given up between challenge and answer is cancelled where its last INVITE went', () => {
  const { clock, callee, near, invite, sequences } = demanding({ status: 401 });
  callee.onInvite = (incoming) => incoming.ring();
  const call = invite();
  clock.advance(3);
  call.cancel();
  clock.advance(100_000);
  expect(near.ends).toEqual([{ kind: 'cancelled' }]);
  expect(sequences()).toEqual(['1 INVITE', '1 ACK', '2 INVITE', '2 CANCEL', '2 ACK']);
});

it('without an account a challenge is the end of the call', () => {
  const { clock, caller, near } = demanding({ status: 401 });
  caller.invite({ target: { user: '1', host: CALLEE, port: 5060 }, from: { user: '2', host: CALLER }, offer: audioSdp(4_000), inviteTimeoutMs: 10_000, ringTimeoutMs: 60_000, listener: near });
  clock.advance(100_000);
  expect(near.ends).toMatchObject([{ kind: 'refused', status: 401 }]);
});
