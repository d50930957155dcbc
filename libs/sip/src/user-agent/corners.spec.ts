import { headerList } from '../message/headers.ts';
import { audioSdp, faxSdp } from '../testing/call-log.ts';
import { INVITE_TEXT, wire } from '../testing/messages.ts';
import { CALLEE, CALLER, SimulatedPair } from '../testing/simulated-pair.ts';
import { ScriptedCallee } from '../testing/scripted-callee.ts';
import type { Header } from '../message/message.ts';

/** What RFC 3261 says of messages that meet, cross or lie. */
const US = { host: CALLEE, port: 5060 };
const THEM = { host: CALLER, port: 5060 };

/** A callee of ours alone; the test writes every word of the caller by hand. */
function called(answer = true) {
  const pair = new SimulatedPair();
  pair.network.lose = ({ from }) => from === CALLEE;
  if (!answer) pair.onArrival((incoming) => incoming.ring());
  const send = (method: string, { branch = 'z9hG4bKa1', sequence = 1, more = [] as readonly string[], toTag = '' } = {}) => {
    const lines = INVITE_TEXT.map((line) => line.replace('z9hG4bKa1', branch).replace('CSeq: 1 INVITE', `CSeq: ${sequence} ${method}`).replace(/^INVITE/, method).replace(/^(To: .*)$/, `$1${toTag}`));
    pair.network.deliver(wire([...lines, ...more]), THEM, US);
    pair.clock.advance(5);
  };
  const replies = () => pair.network.summary.filter((kind) => kind.includes(' '));
  // Of its id: Call-ID, our tag, their tag.
  const tag = () => `;tag=${pair.incoming?.id.split('|')[1] ?? ''}`;
  return { pair, send, replies, tag };
}

describe('a CANCEL', () => {
  it('that crosses our 200 is answered, and the call stands', () => {
    const { pair, send, replies, tag } = called();
    send('INVITE');
    send('CANCEL');
    expect(replies()).toEqual(['100 INVITE', '200 INVITE', '200 CANCEL']);
    pair.network.sent.length = 0;
    expect(pair.far.ends).toEqual([]);
    send('BYE', { branch: 'z9hG4bKbye', sequence: 2, toTag: tag() });
    expect([replies(), pair.far.ends]).toMatchObject([['200 BYE'], [{ kind: 'remote_bye' }]]);
  });

  it('of another branch of the same call takes nothing back', () => {
    const { pair, send, replies } = called(false);
    send('INVITE');
    send('CANCEL', { branch: 'z9hG4bKother' });
    expect([replies().at(-1), pair.far.ends]).toEqual(['481 CANCEL', []]);
  });

  it('that comes again is answered again, and ends the call once', () => {
    const { pair, send, replies } = called(false);
    send('INVITE');
    send('CANCEL');
    send('CANCEL');
    expect(replies().filter((reply) => reply === '200 CANCEL')).toHaveLength(2);
    expect(pair.far.ends).toEqual([{ kind: 'cancelled' }]);
  });
});

describe('a copy of an INVITE by another path', () => {
  it('is merged (482) while the first one rings, and the first goes on', () => {
    const { pair, send, replies } = called(false);
    send('INVITE');
    send('INVITE', { branch: 'z9hG4bKother' });
    expect([replies(), pair.far.ends]).toEqual([['100 INVITE', '180 INVITE', '482 INVITE'], []]);
  });
});

describe('routes of a far end', () => {
  it.each([
    ['a strict router, which gets the request as its own', '<sip:192.0.2.50>', 'sip:192.0.2.50', ['<sip:far@192.0.2.2>'], '192.0.2.50'],
    ['a loose router', '<sip:192.0.2.50;lr>', 'sip:far@192.0.2.2', ['<sip:192.0.2.50;lr>'], '192.0.2.50'],
  ])('by %s hold for ACK and BYE', (_what, recordRoute, uri, routes, host) => {
    const far = new ScriptedCallee();
    const contact: Header = ['Contact', '<sip:far@192.0.2.2>'];
    far.answer(far.last('INVITE'), 200, { headers: [contact, ['Record-Route', recordRoute]], sdp: audioSdp(5_000), withoutContact: true });
    far.call.bye();
    for (const method of ['ACK', 'BYE']) {
      const request = far.last(method);
      expect([request.uri, headerList(request, 'Route')]).toEqual([uri, routes]);
      expect(far.pair.network.sent.find(({ message }) => message === request)?.to).toBe(host);
    }
  });

  it('name no third place by maddr: nobody is aimed at', () => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 200, { headers: [['Contact', '<sip:far@192.0.2.2;maddr=203.0.113.9>']], sdp: audioSdp(5_000), withoutContact: true });
    far.call.bye();
    expect(far.pair.network.sent.map(({ to }) => to)).not.toContain('203.0.113.9');
    expect(far.methods).toEqual(['INVITE', 'ACK', 'BYE']);
  });
});

describe('a response', () => {
  it('with a second Via is somebody else\'s', () => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 486, { headers: [['Via', 'SIP/2.0/UDP 203.0.113.9;branch=z9hG4bKtheirs']] });
    expect([far.pair.near.ends, far.pair.caller.counters.strayResponses]).toEqual([[], 1]);
    far.answer(far.last('INVITE'), 486);
    expect(far.pair.near.ends).toMatchObject([{ kind: 'refused', status: 486 }]);
  });
});

describe('offers that meet', () => {
  it.each(['INVITE', 'UPDATE'])('of ours under way and theirs by %s: theirs is put off (491), ours goes on', async (method) => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 200, { sdp: audioSdp(5_000) });
    const ours = far.call.reinvite(faxSdp(4_000));
    far.pair.clock.advance(1);
    far.request(method, { sdp: faxSdp(5_000) });
    expect(far.answers.at(-1)).toBe(`491 ${method}`);
    far.answer(far.last('INVITE'), 200, { sdp: faxSdp(5_000) });
    expect((await ours).ok).toBe(true);
  });

  it('and are put off by the far end are made again, after a time that depends on who made the Call-ID', async () => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 200, { sdp: audioSdp(5_000) });
    const ours = far.call.reinvite(faxSdp(4_000));
    far.pair.clock.advance(1);
    const first = far.last('INVITE');
    far.answer(first, 491);
    far.pair.clock.advance(2_000);
    // RFC 3261 14.1: 2.1 to 4 s for the owner of the Call-ID.
    expect(far.last('INVITE')).toBe(first);
    far.pair.clock.advance(2_100);
    expect(far.last('INVITE')).not.toBe(first);
    far.answer(far.last('INVITE'), 200, { sdp: faxSdp(5_000) });
    expect((await ours).ok).toBe(true);
  });
});

describe('a session', () => {
  it.each(['4294967295', '99999999999999999999', '-1', '1e9', ''])('of %j seconds makes no storm of refreshes', (seconds) => {
    const far = new ScriptedCallee();
    far.answer(far.last('INVITE'), 200, { headers: [['Session-Expires', `${seconds};refresher=uac`], ['Allow', 'UPDATE']], sdp: audioSdp(5_000) });
    far.pair.clock.advance(600_000);
    expect(far.methods.filter((method) => method === 'UPDATE' || method === 'INVITE').length).toBeLessThanOrEqual(2);
  });
});
