import { systemClock } from '../clock.ts';
import { systemRandom } from '../random.ts';
import { openUdpTransport } from '../transport/udp.ts';
import { CallLog, audioSdp, faxSdp } from '../testing/call-log.ts';
import { UserAgent } from './user-agent.ts';
import type { IncomingCall } from './incoming-call.ts';

async function openAgent(): Promise<{ ua: UserAgent; port: number }> {
  const transport = await openUdpTransport({ host: '127.0.0.1', port: 0 });
  return { ua: new UserAgent({ transport, clock: systemClock, random: systemRandom, userAgentHeader: 'Faxwire' }), port: transport.local.port };
}

describe('two user agents over UDP', () => {
  let caller: UserAgent;
  let callee: UserAgent;
  let port: number;

  beforeEach(async () => {
    caller = (await openAgent()).ua;
    ({ ua: callee, port } = await openAgent());
  });

  afterEach(async () => {
    await Promise.all([caller.close({ graceMs: 500 }), callee.close({ graceMs: 500 })]);
  });

  const invite = (listener: CallLog) =>
    caller.invite({
      target: { user: '+15550100', host: '127.0.0.1', port }, from: { user: '+15550199', host: 'faxwire.test', displayName: 'Fax "A"' },
      offer: audioSdp(4000), inviteTimeoutMs: 2_000, ringTimeoutMs: 5_000, listener,
    });

  function answering(log: CallLog): Promise<IncomingCall> {
    return new Promise((resolve) => {
      callee.onInvite = (incoming) => {
        incoming.listen(log);
        incoming.ring();
        incoming.answer(audioSdp(5000));
        log.onAnswered = (sdp) => {
          log.lines.push('answered');
          log.sdps.push(sdp);
          resolve(incoming);
        };
      };
    });
  }

  it('set a call up, change it to T.38 from either side and hang up from either side', async () => {
    for (const by of ['caller', 'callee'] as const) {
      const [near, far] = [new CallLog(), new CallLog()];
      near.answer = () => ({ ok: true, sdp: faxSdp(4002) });
      far.answer = () => ({ ok: true, sdp: faxSdp(5002) });
      const arrived = answering(far);
      const call = invite(near);
      const incoming = await arrived;
      expect(incoming.callerUser).toBe('+15550199');
      expect(incoming.calledUser).toBe('+15550100');
      expect(incoming.header('user-agent')).toBe('Faxwire');
      expect(await call.reinvite(faxSdp(4002))).toEqual({ ok: true, sdp: faxSdp(5002) });
      expect(await incoming.reinvite(faxSdp(5004))).toEqual({ ok: true, sdp: faxSdp(4002) });
      (by === 'caller' ? call : incoming).bye('Q.850;cause=16');
      const [nearEnd, farEnd] = await Promise.all([call.ended, incoming.ended]);
      const remote = { kind: 'remote_bye', reason: 'Q.850;cause=16' };
      expect([nearEnd, farEnd]).toEqual(by === 'caller' ? [{ kind: 'local_bye' }, remote] : [remote, { kind: 'local_bye' }]);
      expect(near.lines).toEqual(['180', 'answered', 'reoffer', nearEnd.kind]);
    }
  });

  it.each([
    [486, 'Busy Here', []],
    [603, 'Decline', []],
    [404, 'Not Found', []],
    [503, 'Service Unavailable', [['Retry-After', '7']]],
  ] as const)('refuse a call with %i', async (status, reason, headers) => {
    callee.onInvite = (incoming) => incoming.refuse(status, reason, headers);
    const end = await invite(new CallLog()).ended;
    expect(end).toEqual({ kind: 'refused', status, reason, ...(headers.length > 0 && { retryAfterSeconds: 7 }) });
  });

  it('cancel a call that rings', async () => {
    const far = new CallLog();
    callee.onInvite = (incoming) => {
      incoming.listen(far);
      incoming.ring(183, audioSdp(5_000));
    };
    const near = new CallLog();
    const call = invite(near);
    near.onProvisional = (status: number, _reason?: string, sdp?: string) => {
      near.lines.push(`${status} ${typeof sdp}`);
      call.cancel();
    };
    expect(await call.ended).toEqual({ kind: 'cancelled' });
    expect([near.lines, far.ends]).toEqual([['183 string', 'cancelled'], [{ kind: 'cancelled' }]]);
  });

  it('keep the call when T.38 is refused with 488', async () => {
    const far = new CallLog();
    far.answer = () => ({ ok: false, status: 488, reason: 'Not Acceptable Here' });
    const arrived = answering(far);
    const call = invite(new CallLog());
    await arrived;
    expect(await call.reinvite(faxSdp(4_002))).toEqual({ ok: false, status: 488, reason: 'Not Acceptable Here' });
    expect(await call.reinvite(audioSdp(4_000))).toEqual({ ok: true, sdp: audioSdp(5_000) });
    call.bye();
    expect(await call.ended).toEqual({ kind: 'local_bye' });
  });

  it('both ask for T.38 at once and end up with it', async () => {
    const [near, far] = [new CallLog(), new CallLog()];
    near.answer = () => ({ ok: true, sdp: faxSdp(4_002) });
    far.answer = () => ({ ok: true, sdp: faxSdp(5_002) });
    const arrived = answering(far);
    const call = invite(near);
    const incoming = await arrived;
    const answers = await Promise.all([call.reinvite(faxSdp(4_002)), incoming.reinvite(faxSdp(5_002))]);
    expect(answers.some(({ ok }) => ok)).toBe(true);
    expect(answers.filter((answer) => !answer.ok && answer.status !== 491)).toEqual([]);
    expect([near.ends, far.ends]).toEqual([[], []]);
  });

  it('stand garbage on the socket', async () => {
    const stranger = await openUdpTransport({ host: '127.0.0.1', port: 0 });
    for (const text of ['', '\r\n\r\n', 'INVITE', '\u0000'.repeat(1_000), 'SIP/2.0 200 OK\r\n\r\n']) stranger.send(Buffer.from(text), { host: '127.0.0.1', port });
    const far = new CallLog();
    const arrived = answering(far);
    const call = invite(new CallLog());
    await arrived;
    call.bye();
    expect(await call.ended).toEqual({ kind: 'local_bye' });
    expect(callee.counters.malformed + callee.counters.keepAlives).toBe(5);
    await stranger.close();
  });

  it('end a call that cannot be sent with the reason', async () => {
    const call = caller.invite({
      target: { user: '1', host: '127.0.0.1', port }, from: { user: '2', host: 'h' }, offer: 'x'.repeat(70_000), inviteTimeoutMs: 2_000, ringTimeoutMs: 2_000,
    });
    expect(await call.ended).toMatchObject({ kind: 'transport', detail: expect.stringContaining('EMSGSIZE') });
  });
});
