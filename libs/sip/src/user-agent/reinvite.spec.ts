import { audioSdp, faxSdp } from '../testing/call-log.ts';
import { openDialogTexts } from '../testing/peer.ts';
import { CALLEE, CALLER, SimulatedPair, settled } from '../testing/simulated-pair.ts';
import { summaryOf } from '../testing/simulated-network.ts';
import { sdpOf } from './sdp-body.ts';
import type { InDialogParts } from '../testing/peer.ts';
import type { SdpAnswer } from './call.ts';

function watched(promise: Promise<SdpAnswer>): { answer: SdpAnswer | undefined } {
  const seen: { answer: SdpAnswer | undefined } = { answer: undefined };
  void promise.then((answer) => (seen.answer = answer));
  return seen;
}

const accept = (port: number) => () => ({ ok: true, sdp: faxSdp(port) }) as const;

describe('a re-INVITE', () => {
  it('refused with 488 leaves the call as it was, and a later one is taken', async () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    const refused = watched(call.reinvite(faxSdp(4_002)));
    pair.far.answer = () => ({ ok: false, status: 488, reason: 'Not Acceptable Here' });
    pair.clock.advance(1_000);
    await settled();
    expect(refused.answer).toEqual({ ok: false, status: 488, reason: 'Not Acceptable Here' });
    pair.far.answer = accept(5_002);
    const taken = watched(call.reinvite(faxSdp(4_002)));
    pair.clock.advance(1_000);
    await settled();
    expect(taken.answer).toEqual({ ok: true, sdp: faxSdp(5_002) });
    expect(pair.near.ends).toEqual([]);
  });

  it('is refused with 488 when nobody decides on it in time', async () => {
    const pair = new SimulatedPair({ reofferTimeoutMs: 5_000 });
    const { call } = pair.establish();
    const seen = watched(call.reinvite(faxSdp(4_002)));
    pair.clock.advance(6_000);
    await settled();
    expect(seen.answer).toMatchObject({ ok: false, status: 488 });
    expect(pair.network.summary).toEqual(['INVITE', '100 INVITE', '488 INVITE', 'ACK']);
  });

  it('survives the loss of its 2xx and of the ACK', async () => {
    const pair = new SimulatedPair();
    pair.far.answer = accept(5_002);
    const { call } = pair.establish();
    const losses = ['200 INVITE', 'ACK'];
    pair.network.lose = ({ message }) => losses[0] === summaryOf(message) && losses.shift() !== undefined;
    const seen = watched(call.reinvite(faxSdp(4_002)));
    pair.clock.advance(10_000);
    await settled();
    expect(seen.answer).toMatchObject({ ok: true });
    expect(pair.network.summary.filter((kind) => kind === 'ACK')).toHaveLength(2);
    expect(pair.far.ends).toEqual([]);
  });

  it('that repeats what is in force is answered with the same description and not reported', async () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    const seen = watched(call.reinvite(audioSdp(4_000)));
    pair.clock.advance(100);
    await settled();
    expect(seen.answer).toEqual({ ok: true, sdp: audioSdp(5_000) });
    expect(pair.far.lines).toEqual(['answered']);
  });

  it('is sent after the ACK when the call was only just answered', () => {
    const pair = new SimulatedPair();
    pair.near.answer = accept(4_002);
    pair.onArrival((incoming) => {
      incoming.answer(audioSdp(5_000));
      void incoming.reinvite(faxSdp(5_002));
    });
    pair.invite();
    pair.clock.advance(100);
    expect(pair.network.summary.filter((kind) => !kind.startsWith('1'))).toEqual(['INVITE', '200 INVITE', 'ACK', 'INVITE', '200 INVITE', 'ACK']);
  });

  it('without a final response is cancelled, and ends the call when that is not heard either', async () => {
    const pair = new SimulatedPair({ reinviteTimeoutMs: 5_000, reofferTimeoutMs: 60_000 });
    const { call } = pair.establish();
    const seen = watched(call.reinvite(faxSdp(4_002)));
    pair.clock.advance(6_000);
    await settled();
    expect(seen.answer).toMatchObject({ ok: false, status: 487 });
    const silent = watched(call.reinvite(faxSdp(4_004)));
    pair.clock.advance(100);
    pair.network.lose = () => true;
    pair.clock.advance(80_000);
    await settled();
    expect(silent.answer).toMatchObject({ ok: false, status: 408 });
    expect(pair.near.ends).toEqual([{ kind: 'timeout' }]);
    expect(pair.caller.activeTransactions).toBe(0);
  });

  it('to a far end that is gone ends the call', async () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    pair.network.lose = () => true;
    const seen = watched(call.reinvite(faxSdp(4_002)));
    pair.clock.advance(70_000);
    await settled();
    expect(seen.answer).toMatchObject({ ok: false, status: 408 });
    expect(pair.near.ends).toEqual([{ kind: 'timeout' }]);
  });

  it('still open when we hang up is settled, and an answer that comes after that is acknowledged', async () => {
    const pair = new SimulatedPair();
    pair.far.answer = accept(5_002);
    pair.network.latencyMs = 50;
    const { call } = pair.establish(200);
    const seen = watched(call.reinvite(faxSdp(4_002)));
    call.bye();
    pair.clock.advance(10_000);
    await settled();
    expect(seen.answer).toEqual({ ok: false, status: 481, reason: 'Call ended' });
    expect(pair.near.ends.at(-1)).toEqual({ kind: 'local_bye' });
    expect(pair.network.summary.filter((kind) => kind === 'ACK')).toHaveLength(1);
  });

  it('still open when we hang up on a far end that is gone leaves nothing behind', () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    void call.reinvite(faxSdp(4_002));
    pair.clock.advance(100);
    pair.network.lose = () => true;
    call.bye();
    // The far end finds out when its session expires.
    pair.clock.advance(2_000_000);
    expect([pair.clock.pending, pair.caller.activeTransactions]).toEqual([0, 0]);
  });

  it('refused with 481 ends the call', async () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    pair.far.answer = () => ({ ok: false, status: 481, reason: 'Gone' });
    const seen = watched(call.reinvite(faxSdp(4_002)));
    pair.clock.advance(1_000);
    await settled();
    expect(seen.answer).toEqual({ ok: false, status: 481, reason: 'Gone' });
    expect(pair.near.ends).toEqual([{ kind: 'protocol', detail: 're-INVITE got 481' }]);
  });

  it('still open when the far end hangs up is settled', async () => {
    const pair = new SimulatedPair();
    const { call, incoming } = pair.establish();
    const seen = watched(call.reinvite(faxSdp(4_002)));
    pair.clock.advance(1_000);
    incoming.bye();
    pair.clock.advance(1_000);
    await settled();
    expect(seen.answer).toMatchObject({ ok: false, status: 487 });
    expect([pair.near.ends, pair.far.ends]).toEqual([[{ kind: 'remote_bye' }], [{ kind: 'local_bye' }]]);
  });
});

describe('a re-INVITE of the far end', () => {
  const from = { host: CALLER, port: 5060 };
  const to = { host: CALLEE, port: 5060 };
  const arrive = (pair: SimulatedPair, part: InDialogParts) => {
    pair.network.deliver(openDialogTexts(pair.incoming?.id ?? '', part), from, to);
    pair.clock.advance(10);
  };
  const replies = (pair: SimulatedPair) => pair.network.sent.filter((sent) => sent.from === CALLEE);

  it('that follows one not yet answered is put off with 500 and Retry-After', () => {
    const pair = new SimulatedPair();
    pair.establish();
    arrive(pair, { method: 'INVITE', sequence: 5, branch: 1, body: faxSdp(4_002) });
    arrive(pair, { method: 'INVITE', sequence: 6, branch: 2, body: faxSdp(4_004) });
    expect(replies(pair).map(({ message }) => summaryOf(message))).toEqual(['100 INVITE', '500 INVITE']);
    expect(replies(pair)[1]?.message.headers.map(([name]) => name)).toContain('Retry-After');
    expect(pair.far.lines).toEqual(['answered', 'reoffer']);
  });

  it('with a number not above the last is refused with 500 and changes nothing', () => {
    const pair = new SimulatedPair();
    pair.establish();
    arrive(pair, { method: 'OPTIONS', sequence: 5, branch: 1, body: '' });
    arrive(pair, { method: 'INVITE', sequence: 5, branch: 2, body: faxSdp(4_002) });
    arrive(pair, { method: 'BYE', sequence: 4, branch: 3, body: '' });
    expect(replies(pair).map(({ message }) => summaryOf(message)).slice(0, 3)).toEqual(['200 OPTIONS', '500 INVITE', '500 BYE']);
    expect(pair.far.ends).toEqual([]);
  });

  it('without an offer gets the description in force', () => {
    const pair = new SimulatedPair();
    pair.establish();
    arrive(pair, { method: 'INVITE', sequence: 5, branch: 1, body: '' });
    const answer = replies(pair)[0]?.message;
    expect(answer && sdpOf(answer)).toBe(audioSdp(5_000));
    expect(pair.far.lines).toEqual(['answered']);
  });

  it('that is taken back by CANCEL is refused with 487, and what we decide then is not sent', () => {
    const pair = new SimulatedPair();
    pair.establish();
    let decide: (answer: SdpAnswer) => void = () => undefined;
    pair.incoming?.listen({ onReoffer: (_sdp, respond) => void (decide = respond) });
    arrive(pair, { method: 'INVITE', sequence: 5, branch: 1, body: faxSdp(4_002) });
    arrive(pair, { method: 'CANCEL', sequence: 5, branch: 1, body: '' });
    decide({ ok: true, sdp: faxSdp(5_002) });
    expect(replies(pair).map(({ message }) => summaryOf(message))).toEqual(['100 INVITE', '200 CANCEL', '487 INVITE']);
  });
});

describe('two re-INVITEs that meet', () => {
  it('are both refused with 491, and the one that waits less wins', async () => {
    const pair = new SimulatedPair();
    pair.near.answer = accept(4_002);
    pair.far.answer = accept(5_002);
    const { call, incoming } = pair.establish();
    const [near, far] = [watched(call.reinvite(faxSdp(4_002))), watched(incoming.reinvite(faxSdp(5_002)))];
    pair.clock.advance(50);
    expect(pair.network.summary.filter((kind) => kind === '491 INVITE')).toHaveLength(2);
    pair.clock.advance(2_000);
    await settled();
    // The callee does not own the Call-ID: it tries again within 2 s, the caller not before 2.1 s.
    expect(far.answer).toEqual({ ok: true, sdp: faxSdp(4_002) });
    expect(near.answer).toEqual({ ok: false, status: 491, reason: 'Superseded by the far end' });
    pair.clock.advance(10_000);
    expect(pair.network.summary.filter((kind) => kind === 'INVITE')).toHaveLength(3);
    expect([pair.near.ends, pair.far.ends]).toEqual([[], []]);
  });

  it('are both done when the first to come again is refused', async () => {
    const pair = new SimulatedPair();
    pair.near.answer = () => ({ ok: false, status: 488, reason: 'No' });
    pair.far.answer = accept(5_002);
    const { call, incoming } = pair.establish();
    const [near, far] = [watched(call.reinvite(faxSdp(4_002))), watched(incoming.reinvite(faxSdp(5_002)))];
    pair.clock.advance(5_000);
    await settled();
    expect(far.answer).toMatchObject({ ok: false, status: 488 });
    expect(near.answer).toMatchObject({ ok: true });
  });

  it('give up after five glares', async () => {
    const pair = new SimulatedPair();
    const { call } = pair.establish();
    pair.far.answer = () => ({ ok: false, status: 491, reason: 'Request Pending' });
    const seen = watched(call.reinvite(faxSdp(4_002)));
    pair.clock.advance(60_000);
    await settled();
    expect(seen.answer).toEqual({ ok: false, status: 491, reason: 'Request Pending' });
    expect(pair.network.summary.filter((kind) => kind === 'INVITE')).toHaveLength(5);
    const sent = pair.network.sent.filter(({ message }) => summaryOf(message) === 'INVITE').map(({ atMs }) => atMs);
    const gaps = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));
    expect(gaps.every((gap) => gap >= 2_100 && gap <= 4_010)).toBe(true);
  });
});
