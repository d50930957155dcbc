import { DigestAccount } from '../authentication/digest-account.ts';
import { DigestGuard } from '../authentication/digest-guard.ts';
import { headerValue, headerValues } from '../message/headers.ts';
import { serialiseMessage } from '../message/serialise-message.ts';
import { CallLog, audioSdp } from '../testing/call-log.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { INVITE_TEXT, wire } from '../testing/messages.ts';
import { CALLEE, CALLER, countingRandom } from '../testing/simulated-pair.ts';
import { SimulatedNetwork, summaryOf } from '../testing/simulated-network.ts';
import { UserAgent } from '../user-agent/user-agent.ts';
import type { SipRequest } from '../message/message.ts';
import type { IncomingCall } from '../user-agent/incoming-call.ts';
import type { AdmissionOptions } from './admission.ts';

const HERE = { host: CALLEE, port: 5060 };
const TRUNK = { host: CALLER, port: 5060 };
const STRANGER = { host: '203.0.113.66', port: 5060 };

/** A user agent whose trunk has to say its password, and a caller there. */
function asking({ password = 'right', from = TRUNK, unknownSources = 'ignore' }: Partial<Pick<AdmissionOptions, 'unknownSources'>> & { password?: string; from?: typeof TRUNK } = {}) {
  const clock = new ManualClock();
  const network = new SimulatedNetwork(clock);
  const guard = new DigestGuard({ realm: 'house', clock, random: countingRandom(2), passwordOf: (name) => (name === 'pbx' ? 'right' : undefined) });
  const callee = new UserAgent({
    transport: network.transport(CALLEE), clock, random: countingRandom(1),
    admission: { isTrusted: ({ host }) => host === CALLER, mustAuthenticate: ({ host }) => host === CALLER, guard, unknownSources },
  });
  const calls: IncomingCall[] = [];
  callee.onInvite = (incoming) => {
    calls.push(incoming);
    incoming.answer(audioSdp(5_000));
  };
  const caller = new UserAgent({ transport: network.transport(from.host), clock, random: countingRandom(1_000) });
  const near = new CallLog();
  const account = new DigestAccount({ username: 'pbx', password }, countingRandom(40));
  const invite = () => caller.invite({
    target: { user: '1', host: CALLEE, port: 5060 }, from: { user: '2', host: CALLER }, offer: audioSdp(4_000),
    inviteTimeoutMs: 5_000, ringTimeoutMs: 5_000, listener: near, account,
  });
  const deliver = (bytes: Uint8Array, remote = TRUNK) => {
    network.deliver(bytes, remote, HERE);
    clock.advance(2);
  };
  const replies = () => network.sent.filter(({ from: sender, message }) => sender === CALLEE && message.kind === 'response').map(({ message }) => summaryOf(message));
  return { clock, network, callee, calls, near, invite, deliver, replies };
}

describe('a trunk that has to say its password', () => {
  it('is asked with its INVITE, the strongest algorithm first, and with nothing else of its call', () => {
    const { clock, network, calls, invite, replies } = asking();
    const call = invite();
    clock.advance(100);
    expect(calls.map(({ username }) => username)).toEqual(['pbx']);
    const challenge = network.sent.find(({ message }) => message.kind === 'response' && message.status === 401)?.message;
    const algorithms = headerValues(challenge ?? { headers: [] }, 'WWW-Authenticate').map((value) => /algorithm=([^,]+)/.exec(value)?.[1]);
    expect(algorithms).toEqual(['SHA-512-256', 'SHA-256', 'MD5']);
    call.bye();
    clock.advance(100);
    expect(replies()).toEqual(['401 INVITE', '100 INVITE', '200 INVITE', '200 BYE']);
  });

  it('is not let in with a wrong one, and leaves nothing behind', () => {
    const { clock, callee, calls, near, invite } = asking({ password: 'wrong' });
    invite();
    clock.advance(100_000);
    expect([calls, near.ends[0]]).toMatchObject([[], { kind: 'refused', status: 401 }]);
    expect([callee.activeTransactions, callee.counters.strangers]).toEqual([0, 2]);
  });

  it('says it anew where the nonce has grown old, without a call lost', () => {
    const { clock, calls, invite, replies } = asking();
    const call = invite();
    clock.advance(100);
    call.bye();
    clock.advance(120_000);
    invite();
    clock.advance(100);
    expect(calls).toHaveLength(2);
    expect(replies().filter((reply) => reply === '401 INVITE')).toHaveLength(2);
  });

  it('is not heard twice by one answer: who overheard it and plays it again is asked anew', () => {
    const { clock, network, calls, deliver, invite, replies } = asking();
    invite();
    clock.advance(100);
    const overheard = network.sent.map(({ message }) => message).find((message): message is SipRequest => message.kind === 'request' && headerValue(message, 'Authorization') !== undefined);
    if (overheard === undefined) throw new Error('nothing was said');
    const change = (name: string, value: string) => (name === 'Via' ? value.replace(/branch=[^;]+/, 'branch=z9hG4bKother') : name === 'Call-ID' ? 'other' : value);
    deliver(serialiseMessage({ ...overheard, headers: overheard.headers.map(([name, value]) => [name, change(name, value)]) }));
    expect([calls.length, replies().at(-1)]).toEqual([1, '401 INVITE']);
    const last = network.sent.at(-1)?.message;
    expect(last && headerValue(last, 'WWW-Authenticate')).toContain('stale=true');
  });

  it('may ask whether we are there without it, and take back a call that we do not know', () => {
    const { deliver, replies } = asking();
    for (const method of ['OPTIONS', 'CANCEL', 'BYE']) deliver(wire(INVITE_TEXT.map((line) => line.replace('INVITE', method).replace('z9hG4bKa1', `z9hG4bK${method}`))));
    expect(replies()).toEqual(['200 OPTIONS', '481 CANCEL', '481 BYE']);
  });

  it('and that is flooded in its name holds no memory of the flood', () => {
    const { callee, clock, deliver } = asking();
    for (let count = 0; count < 1_000; count++) deliver(wire(INVITE_TEXT.map((line) => line.replace('z9hG4bKa1', `z9hG4bK${count}`))));
    expect([callee.activeTransactions, callee.activeCalls, clock.pending]).toEqual([0, 0, 0]);
  });
});

describe('a caller from somewhere else', () => {
  it.each([['ignore', []], ['refuse', ['403 INVITE']], ['challenge', ['401 INVITE', '100 INVITE', '200 INVITE']]] as const)('where strangers are to be met with "%s"', (unknownSources, expected) => {
    const { clock, invite, replies } = asking({ from: STRANGER, unknownSources });
    invite();
    clock.advance(100);
    expect(replies()).toEqual(expected);
  });

  it('gets no answer to a CANCEL, which could not be sent again with a password', () => {
    const { deliver, replies } = asking({ unknownSources: 'challenge' });
    deliver(wire(INVITE_TEXT.map((line) => line.replace('INVITE', 'CANCEL'))), STRANGER);
    expect(replies()).toEqual([]);
  });
});
