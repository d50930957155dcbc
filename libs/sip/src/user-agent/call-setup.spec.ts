import { audioSdp } from '../testing/call-log.ts';
import { CALLEE, CALLER, SimulatedPair } from '../testing/simulated-pair.ts';
import { summaryOf } from '../testing/simulated-network.ts';
import type { Datagram } from '../testing/simulated-network.ts';

const first = (kind: string, count = 1) => {
  let left = count;
  return ({ message }: Datagram) => summaryOf(message) === kind && left-- > 0;
};

describe('a call that is placed', () => {
  it('rings, is answered and is acknowledged', () => {
    const pair = new SimulatedPair();
    pair.onArrival((incoming) => {
      incoming.ring();
      incoming.answer(audioSdp(5_000));
    });
    const call = pair.invite();
    pair.clock.advance(100);
    expect(pair.network.summary).toEqual(['INVITE', '100 INVITE', '180 INVITE', '200 INVITE', 'ACK']);
    expect(pair.near.lines).toEqual(['180', 'answered']);
    expect(pair.near.sdps).toEqual([audioSdp(5_000)]);
    expect(pair.far.sdps).toEqual([audioSdp(4_000)]);
    expect([call.answered, pair.incoming?.answered]).toEqual([true, true]);
  });

  it.each([
    ['INVITE', 2],
    ['200 INVITE', 3],
    ['ACK', 3],
  ])('survives the loss of %s, %i times', (kind, count) => {
    const pair = new SimulatedPair();
    pair.network.lose = first(kind, count);
    pair.invite();
    pair.clock.advance(30_000);
    expect([pair.near.lines, pair.far.lines]).toEqual([['answered'], ['answered']]);
  });

  it('repeats its ACK byte for byte for each copy of the 2xx', () => {
    const pair = new SimulatedPair();
    pair.network.lose = first('ACK', 2);
    pair.invite();
    pair.clock.advance(10_000);
    const acks = pair.network.sent.filter(({ message }) => summaryOf(message) === 'ACK');
    expect(acks.map(({ atMs }) => atMs)).toEqual([2, 502, 1_502]);
    expect(acks[1]?.message).toEqual(acks[0]?.message);
  });

  it('is hung up by the far end when its answer is never acknowledged', () => {
    const pair = new SimulatedPair();
    pair.network.lose = ({ message }) => summaryOf(message) === 'ACK';
    pair.invite();
    pair.clock.advance(32_100);
    expect(pair.far.ends).toEqual([{ kind: 'protocol', detail: 'answer was never acknowledged' }]);
    expect(pair.near.ends).toEqual([{ kind: 'remote_bye' }]);
    const answers = pair.network.sent.filter(({ message }) => summaryOf(message) === '200 INVITE').map(({ atMs }) => atMs);
    expect(answers).toEqual([1, 501, 1_501, 3_501, 7_501, 11_501, 15_501, 19_501, 23_501, 27_501, 31_501]);
  });

  it.each([
    [486, 'Busy Here', [], {}],
    [603, 'Decline', [['Reason', 'Q.850;cause=21']], { q850Cause: 21 }],
    [404, 'Not Found', [['Reason', 'Q.850;cause=1;text="Unallocated"']], { q850Cause: 1 }],
    [503, 'Service Unavailable', [['Retry-After', '30']], { retryAfterSeconds: 30 }],
    [302, 'Moved Temporarily', [['Contact', '<sip:+15550123@192.0.2.9>']], { contact: 'sip:+15550123@192.0.2.9' }],
  ] as const)('is refused with %i %s', (status, reason, headers, more) => {
    const pair = new SimulatedPair();
    pair.onArrival((incoming) => incoming.refuse(status, reason, headers));
    pair.invite();
    pair.clock.advance(100);
    expect(pair.near.ends).toEqual([{ kind: 'refused', status, reason, ...more }]);
    expect(pair.far.ends).toEqual([{ kind: 'refused', status, reason }]);
    expect(pair.network.summary.at(-1)).toBe('ACK');
  });

  it('ends with a time-out when nobody responds', () => {
    const pair = new SimulatedPair();
    pair.network.lose = () => true;
    pair.invite({ inviteTimeoutMs: 5_000 });
    pair.clock.advance(4_999);
    expect(pair.near.ends).toEqual([]);
    pair.clock.advance(60_000);
    expect(pair.near.ends).toEqual([{ kind: 'timeout' }]);
    expect(pair.network.sent.map(({ atMs }) => atMs)).toEqual([0, 500, 1_500, 3_500]);
  });

  it('ends at timer B when its own time-out is longer', () => {
    const pair = new SimulatedPair();
    pair.network.lose = () => true;
    pair.invite({ inviteTimeoutMs: 90_000 });
    pair.clock.advance(32_000);
    expect(pair.near.ends).toEqual([{ kind: 'timeout' }]);
    expect(pair.clock.pending).toBe(0);
  });

  it('that was given up and is answered late is acknowledged and hung up', () => {
    const pair = new SimulatedPair();
    pair.network.lose = ({ from, atMs }) => from === CALLEE && atMs < 6_000;
    pair.invite({ inviteTimeoutMs: 5_000 });
    pair.clock.advance(60_000);
    expect(pair.near.lines).toEqual(['timeout']);
    expect(pair.far.ends).toEqual([{ kind: 'remote_bye' }]);
  });

  it('that was given up and rings late is cancelled', () => {
    const pair = new SimulatedPair();
    pair.onArrival((incoming) => void pair.clock.schedule(6_000, () => incoming.ring()));
    pair.network.lose = ({ message }) => summaryOf(message) === '100 INVITE';
    pair.invite({ inviteTimeoutMs: 5_000 });
    pair.clock.advance(60_000);
    expect(pair.near.lines).toEqual(['timeout']);
    expect(pair.far.ends).toEqual([{ kind: 'cancelled' }]);
  });

  it('goes to the next hop when one is given, and keeps the domain in its URI', () => {
    const pair = new SimulatedPair();
    pair.invite({ target: { user: '100', host: 'carrier.example', port: 5060 }, nextHop: { host: CALLEE, port: 5060 } });
    pair.clock.advance(100);
    expect(pair.network.sent[0]).toMatchObject({ to: CALLEE, message: { uri: 'sip:100@carrier.example:5060' } });
    expect(pair.near.lines).toEqual(['answered']);
  });

  it('beyond the limit of calls ends after `invite` has returned', () => {
    const pair = new SimulatedPair({ maxCalls: 1 });
    pair.invite();
    const lines: string[] = [];
    pair.invite({ listener: { onEnded: ({ kind }) => void lines.push(kind) } });
    expect(lines).toEqual([]);
    pair.clock.advance(1);
    expect(lines).toEqual(['transport']);
  });

  it('asks the far end to answer to the port it was sent from', () => {
    const pair = new SimulatedPair();
    pair.invite();
    pair.clock.advance(100);
    const via = pair.network.sent.find(({ from }) => from === CALLEE)?.message.headers.find(([name]) => name === 'Via')?.[1];
    expect(via).toContain(`;received=${CALLER};rport=5060`);
  });
});

describe('a call that is cancelled', () => {
  const ringing = () => {
    const pair = new SimulatedPair();
    pair.onArrival((incoming) => incoming.ring());
    return pair;
  };

  it('by its caller while it rings ends with 487', () => {
    const pair = ringing();
    const call = pair.invite();
    pair.clock.advance(1_000);
    call.cancel();
    pair.clock.advance(1_000);
    expect(pair.network.summary).toEqual(['INVITE', '100 INVITE', '180 INVITE', 'CANCEL', '200 CANCEL', '487 INVITE', 'ACK']);
    expect([pair.near.ends, pair.far.ends]).toEqual([[{ kind: 'cancelled' }], [{ kind: 'cancelled' }]]);
  });

  it('after the ring time-out ends as not answered', () => {
    const pair = ringing();
    pair.invite({ ringTimeoutMs: 20_000 });
    pair.clock.advance(60_000);
    expect([pair.near.ends, pair.far.ends]).toEqual([[{ kind: 'no_answer' }], [{ kind: 'cancelled' }]]);
  });

  it('before any response waits for one and sends no more copies', () => {
    const pair = ringing();
    pair.network.latencyMs = 600;
    pair.invite().cancel();
    pair.clock.advance(5_000);
    expect(pair.network.summary.filter((kind) => kind === 'INVITE')).toHaveLength(1);
    expect([pair.near.ends, pair.far.ends]).toEqual([[{ kind: 'cancelled' }], [{ kind: 'cancelled' }]]);
  });

  it('as it is answered gets an ACK and a BYE', () => {
    const pair = ringing();
    pair.network.latencyMs = 100;
    const call = pair.invite();
    pair.clock.advance(1_000);
    pair.incoming?.answer(audioSdp(5_000));
    pair.clock.advance(50);
    call.cancel();
    pair.clock.advance(5_000);
    expect(pair.network.summary.slice(3)).toEqual(['200 INVITE', 'CANCEL', 'ACK', 'BYE', '200 CANCEL', '200 BYE']);
    expect([pair.near.ends, pair.far.ends]).toEqual([[{ kind: 'cancelled' }], [{ kind: 'remote_bye' }]]);
    expect(pair.near.lines).toEqual(['180', 'cancelled']);
  });

  it('ends within 64*T1 although the far end falls silent', () => {
    const pair = ringing();
    const call = pair.invite();
    pair.clock.advance(1_000);
    pair.network.lose = () => true;
    call.cancel();
    pair.clock.advance(32_000);
    expect(pair.near.ends).toEqual([{ kind: 'cancelled' }]);
  });

  it('by a BYE on the early dialog ends with 487', () => {
    const pair = ringing();
    pair.invite();
    pair.clock.advance(100);
    const ring = pair.network.sent.find(({ message }) => summaryOf(message) === '180 INVITE')?.message;
    const header = (name: string) => ring?.headers.find(([key]) => key === name)?.[1] ?? '';
    const bye = ['BYE sip:100@192.0.2.2 SIP/2.0', 'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKearly', `From: ${header('From')}`, `To: ${header('To')}`, `Call-ID: ${header('Call-ID')}`, 'CSeq: 2 BYE'];
    pair.network.deliver(Buffer.from(`${bye.join('\r\n')}\r\n\r\n`), { host: CALLER, port: 5060 }, { host: CALLEE, port: 5060 });
    pair.clock.advance(100);
    expect(pair.near.ends).toEqual([{ kind: 'refused', status: 487, reason: 'Request Terminated' }]);
    expect(pair.far.ends).toEqual([{ kind: 'cancelled' }]);
  });
});

it('an incoming call nobody takes ends by itself', () => {
  const pair = new SimulatedPair({ answerTimeoutMs: 30_000 });
  pair.onArrival(() => undefined);
  pair.invite();
  pair.clock.advance(31_000);
  expect(pair.near.ends).toEqual([{ kind: 'refused', status: 480, reason: 'Temporarily Unavailable' }]);
  expect(pair.far.ends).toEqual([{ kind: 'no_answer' }]);
});
