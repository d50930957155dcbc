import { headerValue } from '../message/headers.ts';
import { audioSdp, faxSdp } from '../testing/call-log.ts';
import { ScriptedCallee } from '../testing/scripted-callee.ts';
import { SimulatedPair, settled } from '../testing/simulated-pair.ts';
import { sdpOf } from './sdp-body.ts';
import type { Header } from '../message/message.ts';
import type { InviteOptions } from './invite-request.ts';

const HOUR_MS = 3_600_000;
const BY_US: Header = ['Session-Expires', '600;refresher=uac'];
const BY_THEM: Header = ['Session-Expires', '600;refresher=uas'];
const TAKES_UPDATE: Header = ['Allow', 'INVITE, ACK, BYE, UPDATE'];

function answered(headers: readonly Header[], options: Partial<InviteOptions> = {}): ScriptedCallee {
  const far = new ScriptedCallee(options);
  far.answer(far.last('INVITE'), 200, { headers, sdp: audioSdp(5_000) });
  return far;
}

/** Answers every refresh for so long. */
function live(far: ScriptedCallee, forMs: number, headers: readonly Header[], status = 200): void {
  const done = new Set(far.requests);
  for (let passedMs = 0; passedMs < forMs; passedMs += 1_000) {
    far.pair.clock.advance(1_000);
    for (const request of far.requests) {
      if (done.has(request)) continue;
      done.add(request);
      if (request.method === 'UPDATE') far.answer(request, status, { headers });
      if (request.method === 'INVITE') far.answer(request, status, { headers, sdp: audioSdp(5_000) });
    }
  }
}

describe('a call that lasts longer than its session', () => {
  it('is kept alive by two ends of ours, without a word to the media', () => {
    const pair = new SimulatedPair();
    pair.establish();
    pair.clock.advance(3 * HOUR_MS);
    expect(new Set(pair.network.summary)).toEqual(new Set(['UPDATE', '200 UPDATE']));
    expect(pair.network.summary).toHaveLength(24);
    expect([pair.near.lines, pair.far.lines]).toEqual([['answered'], ['answered']]);
  });

  it('is refreshed by UPDATE without SDP at half its time, where the far end takes it', () => {
    const far = answered([BY_US, TAKES_UPDATE]);
    live(far, 1_000_000, [BY_US]);
    expect(far.methods).toEqual(['INVITE', 'ACK', 'UPDATE', 'UPDATE', 'UPDATE']);
    expect(far.last('UPDATE').body).toHaveLength(0);
    expect(headerValue(far.last('UPDATE'), 'Session-Expires')).toBe('600;refresher=uac');
    expect(headerValue(far.last('UPDATE'), 'Supported')).toContain('timer');
  });

  it('is refreshed by re-INVITE with the very same description else', () => {
    const far = answered([BY_US]);
    live(far, 700_000, [BY_US]);
    expect(far.methods).toEqual(['INVITE', 'ACK', 'INVITE', 'ACK', 'INVITE', 'ACK']);
    expect(sdpOf(far.last('INVITE'))).toBe(audioSdp(4_000));
    expect(far.pair.near.lines).toEqual(['answered']);
  });

  it('goes over to re-INVITE when the far end does not take UPDATE after all', () => {
    const far = answered([BY_US, TAKES_UPDATE]);
    far.pair.clock.advance(300_000);
    far.answer(far.last('UPDATE'), 405, {});
    expect(far.methods.slice(2)).toEqual(['UPDATE', 'INVITE']);
  });

  it('repeats the image description in mid fax', async () => {
    const far = answered([BY_US]);
    const switched = far.call.reinvite(faxSdp(4_002));
    far.answer(far.last('INVITE'), 200, { headers: [BY_US], sdp: faxSdp(5_002) });
    expect(await switched).toMatchObject({ ok: true });
    far.pair.clock.advance(301_000);
    expect(sdpOf(far.last('INVITE'))).toBe(faxSdp(4_002));
    expect(headerValue(far.last('INVITE'), 'Session-Expires')).toBe('600;refresher=uac');
  });

  it('tells when the answer to a refresh names another place', () => {
    const far = answered([BY_US]);
    const seen: string[] = [];
    far.call.listen({ onRemoteChanged: (sdp) => void seen.push(sdp) });
    far.pair.clock.advance(301_000);
    far.answer(far.last('INVITE'), 200, { headers: [BY_US], sdp: audioSdp(5_008) });
    expect(seen).toEqual([audioSdp(5_008)]);
  });

  it('sends an offer of ours although a refresh is on its way', async () => {
    const far = answered([BY_US]);
    far.pair.clock.advance(300_000);
    const switched = far.call.reinvite(faxSdp(4_002));
    far.answer(far.last('INVITE'), 200, { headers: [BY_US], sdp: audioSdp(5_000) });
    expect(sdpOf(far.last('INVITE'))).toBe(faxSdp(4_002));
    far.answer(far.last('INVITE'), 200, { headers: [BY_US], sdp: faxSdp(5_002) });
    expect(await switched).toEqual({ ok: true, sdp: faxSdp(5_002) });
  });

  it('stays up through a refresh that is refused, and is refreshed by the next', () => {
    const far = answered([BY_US, TAKES_UPDATE]);
    far.pair.clock.advance(300_000);
    far.answer(far.last('UPDATE'), 500, {});
    live(far, 1_200_000, [BY_US]);
    expect(far.pair.near.ends).toEqual([]);
  });
});

describe('a session that nobody refreshes', () => {
  it.each([
    ['by the far end', BY_THEM],
    ['by us, because every refresh is refused', BY_US],
  ])('%s ends with BYE before its time is up', (_name, header) => {
    const far = answered([header, TAKES_UPDATE]);
    live(far, 567_000, [], 500);
    expect(far.methods).not.toContain('BYE');
    far.pair.clock.advance(2_000);
    far.answer(far.last('BYE'), 200);
    expect(far.pair.near.ends).toEqual([{ kind: 'protocol', detail: 'the session expired without a refresh' }]);
  });

  it('at a far end that is gone ends with the refresh', () => {
    const far = answered([BY_US, TAKES_UPDATE]);
    far.pair.clock.advance(300_000 + 70_000);
    expect(far.pair.near.ends).toEqual([{ kind: 'timeout' }]);
  });

  it('at a far end that forgot the call ends at once', () => {
    const far = answered([BY_US, TAKES_UPDATE]);
    far.pair.clock.advance(300_000);
    far.answer(far.last('UPDATE'), 481);
    far.answer(far.last('BYE'), 481);
    expect(far.pair.near.ends).toEqual([{ kind: 'protocol', detail: 'UPDATE got 481' }]);
  });

  it('does not end where the far end never spoke of it', () => {
    const far = answered([]);
    far.pair.clock.advance(10 * HOUR_MS);
    expect([far.methods, far.pair.near.ends]).toEqual([['INVITE', 'ACK'], []]);
  });
});

describe('a refresh of the far end', () => {
  it.each([
    ['UPDATE without SDP', 'UPDATE', '', undefined],
    ['UPDATE with the same SDP', 'UPDATE', audioSdp(5_000), audioSdp(4_000)],
    ['re-INVITE with the same SDP', 'INVITE', audioSdp(5_000), audioSdp(4_000)],
    ['re-INVITE without SDP', 'INVITE', '', audioSdp(4_000)],
  ])('by %s is answered with what is in force and begins the time anew', (_name, method, sdp, answer) => {
    const far = answered([BY_THEM]);
    far.pair.clock.advance(500_000);
    far.request(method, { headers: ['Supported: timer', 'Session-Expires: 600;refresher=uac'], sdp });
    const said = far.responses.at(-1);
    expect(said?.status).toBe(200);
    expect(said && [headerValue(said, 'Session-Expires'), headerValue(said, 'Require'), sdpOf(said)]).toEqual(['600;refresher=uac', 'timer', answer]);
    if (method === 'INVITE') far.request('ACK');
    far.pair.clock.advance(500_000);
    expect([far.pair.near.lines, far.methods]).toEqual([['answered'], ['INVITE', 'ACK']]);
  });

  it('that asks too often is refused with 422, and the call goes on', () => {
    const far = answered([BY_THEM]);
    far.request('UPDATE', { headers: ['Supported: timer', 'Session-Expires: 60'] });
    const said = far.responses.at(-1);
    expect(said && [said.status, headerValue(said, 'Min-SE')]).toEqual([422, '90']);
    expect(far.pair.near.ends).toEqual([]);
  });

  it('may hand the duty to us', () => {
    const far = answered([BY_THEM, TAKES_UPDATE]);
    far.request('UPDATE', { headers: ['Supported: timer', 'Session-Expires: 600;refresher=uas'] });
    far.pair.clock.advance(301_000);
    expect(far.methods.at(-1)).toBe('UPDATE');
  });
});

describe('an interval that is too short for somebody on the way', () => {
  it('is raised in a second INVITE of the same call', () => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 422, { headers: [['Min-SE', '3600']] });
    const again = far.last('INVITE');
    expect(['Call-ID', 'CSeq', 'Session-Expires', 'Min-SE'].map((name) => headerValue(again, name))).toEqual([far.call.callId, '2 INVITE', '3600', '3600']);
    expect(headerValue(again, 'From')).toBe(headerValue(far.requests[0] ?? again, 'From'));
    far.answer(again, 200, { sdp: audioSdp(5_000) });
    expect(far.pair.near.lines).toEqual(['answered']);
    expect(headerValue(far.last('ACK'), 'CSeq')).toBe('2 ACK');
  });

  it('ends the call when it is raised without sense', () => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 422, { headers: [['Min-SE', '60']] });
    far.answer(far.last('INVITE'), 422, { headers: [['Min-SE', '60']] });
    expect(far.pair.near.ends).toMatchObject([{ kind: 'refused', status: 422 }]);
  });

  it('is raised in mid call too', () => {
    const far = answered([BY_US, TAKES_UPDATE]);
    far.pair.clock.advance(300_000);
    far.answer(far.last('UPDATE'), 422, { headers: [['Min-SE', '900']] });
    expect(headerValue(far.last('UPDATE'), 'Session-Expires')).toBe('900;refresher=uac');
  });
});

it('a call that ends leaves no session timer behind', async () => {
  const pair = new SimulatedPair();
  const { call } = pair.establish();
  call.bye();
  pair.clock.advance(40_000);
  await settled();
  expect(pair.clock.pending).toBe(0);
});
