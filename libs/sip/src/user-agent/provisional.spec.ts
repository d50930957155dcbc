import { headerValue } from '../message/headers.ts';
import { audioSdp, faxSdp } from '../testing/call-log.ts';
import { ScriptedCallee } from '../testing/scripted-callee.ts';
import { SimulatedPair } from '../testing/simulated-pair.ts';
import { summaryOf } from '../testing/simulated-network.ts';
import { sdpOf } from './sdp-body.ts';
import type { Header } from '../message/message.ts';

const reliable = (number: number): Header[] => [['Require', '100rel'], ['RSeq', String(number)]];

describe('a reliable provisional response to our INVITE', () => {
  it('is acknowledged with PRACK, once, however often it comes', () => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 183, { headers: reliable(7), sdp: audioSdp(5_000) });
    far.answer(far.last('INVITE'), 183, { headers: reliable(7), sdp: audioSdp(5_000) });
    expect(far.methods).toEqual(['INVITE', 'PRACK']);
    expect(['RAck', 'CSeq', 'To'].map((name) => headerValue(far.last('PRACK'), name))).toEqual(['7 1 INVITE', '2 PRACK', '<sip:100@192.0.2.2>;tag=far']);
    expect(far.pair.near.lines).toEqual(['183']);
  });

  it('out of turn is not heard', () => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 180, { headers: reliable(7) });
    far.answer(far.last('INVITE'), 183, { headers: reliable(9), sdp: audioSdp(5_000) });
    far.answer(far.last('INVITE'), 183, { headers: [['Require', '100rel']] });
    expect([far.methods, far.pair.near.lines]).toEqual([['INVITE', 'PRACK'], ['180']]);
    far.answer(far.last('INVITE'), 183, { headers: reliable(8) });
    expect(far.methods).toEqual(['INVITE', 'PRACK', 'PRACK']);
  });

  it('of two branches is acknowledged to each', () => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 180, { headers: reliable(1), toTag: 'one' });
    far.answer(far.last('INVITE'), 180, { headers: reliable(40), toTag: 'two' });
    expect(far.requests.slice(1).map((request) => headerValue(request, 'RAck'))).toEqual(['1 1 INVITE', '40 1 INVITE']);
  });

  it('has the answer where the 2xx has none, and the numbers go on', () => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 183, { headers: reliable(1), sdp: audioSdp(5_000) });
    far.answer(far.last('PRACK'), 200);
    far.answer(far.last('INVITE'), 200);
    expect(far.pair.near.lines).toEqual(['183', 'answered']);
    expect(far.pair.near.sdps).toEqual([audioSdp(5_000)]);
    far.call.bye();
    expect(['ACK', 'BYE'].map((method) => headerValue(far.last(method), 'CSeq'))).toEqual(['1 ACK', '3 BYE']);
  });
});

describe('a branch that rings', () => {
  it.each([
    ['UPDATE', '', '200 UPDATE'],
    ['UPDATE', audioSdp(5_000), '491 UPDATE'],
    ['OPTIONS', '', '200 OPTIONS'],
    ['INFO', '', '200 INFO'],
    ['REFER', '', '405 REFER'],
    ['INVITE', audioSdp(5_000), '491 INVITE'],
  ])('is answered when it asks %s', (method, sdp, answer) => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 180);
    far.request(method, { sdp });
    expect(far.answers).toEqual([answer]);
    far.answer(far.last('INVITE'), 200, { sdp: audioSdp(5_000) });
    expect(far.pair.near.lines).toEqual(['180', 'answered']);
  });

  it('may move its early media', () => {
    const far = new ScriptedCallee();
    far.pair.near.answer = () => ({ ok: true, sdp: audioSdp(4_008) });
    far.answer(far.last('INVITE'), 183, { headers: reliable(1), sdp: audioSdp(5_000) });
    far.request('UPDATE', { sdp: audioSdp(5_008) });
    const said = far.responses.at(-1);
    expect(said && [said.status, sdpOf(said)]).toEqual([200, audioSdp(4_008)]);
  });

  it('and hangs up ends the call', () => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 180);
    far.request('BYE');
    far.answer(far.last('INVITE'), 487);
    expect([far.answers, far.pair.near.ends]).toEqual([['200 BYE'], [{ kind: 'remote_bye' }]]);
  });

  it('leaves nothing behind when another one answers', () => {
    const far = new ScriptedCallee();
    for (let branch = 0; branch < 30; branch++) far.answer(far.last('INVITE'), 180, { toTag: `t${branch}` });
    far.answer(far.last('INVITE'), 200, { toTag: 't3', sdp: audioSdp(5_000) });
    far.request('OPTIONS', { toTag: 't4' });
    expect(far.answers).toEqual(['481 OPTIONS']);
  });
});

describe('our provisional responses to a caller that wants them acknowledged', () => {
  const wanting: Partial<Parameters<SimulatedPair['invite']>[0]> = { headers: [['Require', '100rel']] };
  const ringing = (take: (pair: SimulatedPair) => void) => {
    const pair = new SimulatedPair();
    pair.onArrival(() => take(pair));
    pair.invite(wanting);
    return pair;
  };

  it('are acknowledged one after the other', () => {
    const pair = ringing(({ incoming }) => {
      incoming?.ring();
      incoming?.ring(183, audioSdp(5_000));
    });
    pair.clock.advance(1_000);
    expect(pair.network.summary).toEqual(['INVITE', '100 INVITE', '180 INVITE', 'PRACK', '200 PRACK', '183 INVITE', 'PRACK', '200 PRACK']);
    expect(pair.near.lines).toEqual(['180', '183']);
  });

  it('with a description hold the answer back until then', () => {
    const pair = ringing(({ incoming }) => {
      incoming?.ring(183, audioSdp(5_000));
      incoming?.answer(audioSdp(5_000));
    });
    pair.clock.advance(1_000);
    expect(pair.network.summary).toEqual(['INVITE', '100 INVITE', '183 INVITE', 'PRACK', '200 PRACK', '200 INVITE', 'ACK']);
    expect([pair.near.lines, pair.far.lines]).toEqual([['183', 'answered'], ['answered']]);
  });

  it('are repeated until their PRACK comes', () => {
    const pair = ringing(({ incoming }) => incoming?.ring());
    let losses = 3;
    pair.network.lose = ({ message }) => summaryOf(message) === '180 INVITE' && losses-- > 0;
    pair.clock.advance(20_000);
    expect(pair.network.sent.filter(({ message }) => summaryOf(message) === '180 INVITE').map(({ atMs }) => atMs)).toEqual([1, 501, 1_501, 3_501]);
    expect(pair.near.lines).toEqual(['180']);
  });

  it('that are never acknowledged end the call', () => {
    const pair = ringing(({ incoming }) => incoming?.ring());
    pair.network.lose = ({ message }) => summaryOf(message) === 'PRACK';
    pair.clock.advance(33_000);
    expect(pair.far.ends).toEqual([{ kind: 'protocol', detail: 'a provisional response was never acknowledged' }]);
    expect(pair.near.ends).toMatchObject([{ kind: 'refused', status: 504 }]);
  });

  it('may be overtaken by the answer where they have none', () => {
    const pair = ringing(({ incoming }) => {
      incoming?.ring();
      incoming?.answer(audioSdp(5_000));
    });
    pair.clock.advance(40_000);
    expect(pair.far.lines).toEqual(['answered']);
    expect(pair.network.summary.filter((kind) => kind === '180 INVITE')).toHaveLength(1);
  });

  it('carry our offer where the INVITE had none, and the PRACK its answer', () => {
    const pair = new SimulatedPair();
    pair.onArrival((incoming) => {
      incoming.ring(183, audioSdp(5_000));
      incoming.answer(audioSdp(5_000));
    });
    pair.invite({ ...wanting, answerOffer: () => audioSdp(4_000) }, { withoutOffer: true });
    pair.clock.advance(1_000);
    const answer = pair.network.sent.find(({ message }) => summaryOf(message) === '200 INVITE')?.message;
    expect(answer && sdpOf(answer)).toBeUndefined();
    expect([pair.near.sdps, pair.far.sdps]).toEqual([[audioSdp(5_000)], [audioSdp(4_000)]]);
  });

  it('are not what a plain caller gets', () => {
    const pair = new SimulatedPair();
    pair.onArrival((incoming) => incoming.ring());
    pair.invite();
    pair.clock.advance(5_000);
    expect(pair.network.summary).toEqual(['INVITE', '100 INVITE', '180 INVITE']);
  });
});

describe('an INVITE of ours without an offer', () => {
  it('is answered with an offer, and the ACK has our answer', () => {
    const far = new ScriptedCallee({ answerOffer: (offer) => (offer === faxSdp(5_000) ? faxSdp(4_000) : undefined) }, {}, { withoutOffer: true });
    expect(sdpOf(far.last('INVITE'))).toBeUndefined();
    far.answer(far.last('INVITE'), 200, { sdp: faxSdp(5_000) });
    expect(sdpOf(far.last('ACK'))).toBe(faxSdp(4_000));
    expect([far.pair.near.lines, far.pair.near.sdps]).toEqual([['answered'], [faxSdp(5_000)]]);
  });

  it('is hung up when the offer is of no use', () => {
    const far = new ScriptedCallee({ answerOffer: () => undefined }, {}, { withoutOffer: true });
    far.answer(far.last('INVITE'), 200, { sdp: faxSdp(5_000) });
    expect(far.methods).toEqual(['INVITE', 'ACK', 'BYE']);
    far.answer(far.last('BYE'), 200);
    expect(far.pair.near.ends).toEqual([{ kind: 'protocol', detail: 'no answer to the offer of the far end' }]);
  });
});
