import { headerValue } from '../message/headers.ts';
import { audioSdp, faxSdp } from '../testing/call-log.ts';
import { ScriptedCallee } from '../testing/scripted-callee.ts';
import { sdpOf } from './sdp-body.ts';

function answered(): ScriptedCallee {
  const far = new ScriptedCallee();
  far.answer(far.last('INVITE'), 200, { sdp: audioSdp(5_000) });
  return far;
}

describe('what a far end may ask in mid call', () => {
  it.each([
    ['OPTIONS', [], '', '200 OPTIONS'],
    ['INFO', [], '', '200 INFO'],
    ['INFO', ['Info-Package: g.example'], '', '469 INFO'],
    ['INFO', [], 'v=0', '415 INFO'],
    ['REFER', ['Refer-To: <sip:+19005550100@192.0.2.2>'], '', '405 REFER'],
    ['MESSAGE', [], '', '405 MESSAGE'],
    ['SUBSCRIBE', [], '', '405 SUBSCRIBE'],
    ['PRACK', ['RAck: 1 1 INVITE'], '', '481 PRACK'],
    ['UPDATE', [], '', '200 UPDATE'],
    ['UPDATE', ['Require: precondition'], '', '420 UPDATE'],
    ['NEWMETHOD', [], '', '501 NEWMETHOD'],
  ])('%s %s %s', (method, headers, sdp, expected) => {
    const far = answered();
    far.request(method, { headers, sdp });
    expect(far.answers).toEqual([expected]);
    expect(far.pair.near.lines).toEqual(['answered']);
  });

  it('is refused with a list of what we take', () => {
    const far = answered();
    far.request('REFER');
    const said = far.responses.at(-1);
    expect(said && headerValue(said, 'Allow')).toBe('INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, PRACK, INFO');
  });
});

describe('new media in an UPDATE', () => {
  it('are decided as those of a re-INVITE are, without an ACK', () => {
    const far = answered();
    far.pair.near.answer = () => ({ ok: true, sdp: faxSdp(4_002) });
    far.request('UPDATE', { sdp: faxSdp(5_002) });
    const said = far.responses.at(-1);
    expect(said && [said.status, sdpOf(said)]).toEqual([200, faxSdp(4_002)]);
    far.pair.clock.advance(60_000);
    expect([far.answers, far.pair.near.ends]).toEqual([['200 UPDATE'], []]);
  });

  it('are refused and leave the call as it was', () => {
    const far = answered();
    far.pair.near.answer = () => ({ ok: false, status: 488, reason: 'Not Acceptable Here' });
    far.request('UPDATE', { sdp: faxSdp(5_002) });
    far.request('UPDATE', { sdp: audioSdp(5_000) });
    expect(far.answers).toEqual(['488 UPDATE', '200 UPDATE']);
  });

  it('that meet a re-INVITE of ours are put off with 491', () => {
    const far = answered();
    void far.call.reinvite(faxSdp(4_002));
    far.request('UPDATE', { sdp: faxSdp(5_002) });
    expect(far.answers).toEqual(['491 UPDATE']);
  });

  it('let a re-INVITE of ours wait until they are decided', () => {
    const far = answered();
    const decide: ((answer: { ok: true; sdp: string }) => void)[] = [];
    far.call.listen({ onReoffer: (_sdp, respond) => void decide.push(respond) });
    far.request('UPDATE', { sdp: audioSdp(5_002) });
    void far.call.reinvite(faxSdp(4_002));
    expect(far.methods).toEqual(['INVITE', 'ACK']);
    decide[0]?.({ ok: true, sdp: audioSdp(4_000) });
    expect(far.answers).toEqual(['200 UPDATE']);
  });
});

describe('a re-INVITE without an offer', () => {
  it('gets what is in force, and an answer that differs is told', () => {
    const far = answered();
    const seen: string[] = [];
    far.call.listen({ onRemoteChanged: (sdp) => void seen.push(sdp) });
    far.request('INVITE');
    expect(far.answers).toEqual(['200 INVITE']);
    far.request('ACK', { sdp: audioSdp(5_004) });
    expect(seen).toEqual([audioSdp(5_004)]);
    far.request('UPDATE', { sdp: audioSdp(5_004) });
    expect(far.answers.at(-1)).toBe('200 UPDATE');
  });
});
