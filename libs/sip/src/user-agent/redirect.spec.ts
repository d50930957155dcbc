import { headerValue } from '../message/headers.ts';
import { audioSdp } from '../testing/call-log.ts';
import { ScriptedCallee } from '../testing/scripted-callee.ts';
import { CALLEE } from '../testing/simulated-pair.ts';
import type { Header } from '../message/message.ts';

const redirects = { hosts: [CALLEE, 'b.example'], max: 2 };
const to = (...contacts: string[]): { headers: Header[] } => ({ headers: contacts.map((contact) => ['Contact', contact]) });
const methods = (far: ScriptedCallee) => far.methods.filter((method) => method !== 'ACK');
/** The script's own Contact is what it answers from; a 3xx means the ones after it. */
const moved = (far: ScriptedCallee, ...contacts: string[]) => far.answer(far.last('INVITE'), 302, { ...to(...contacts), withoutContact: true });

describe('a 302', () => {
  it('is the end of the call where nobody allowed to follow it', () => {
    const far = new ScriptedCallee();
    moved(far, `<sip:+15550123@${CALLEE}>`);
    expect(methods(far)).toEqual(['INVITE']);
    expect(far.pair.near.ends).toMatchObject([{ kind: 'refused', status: 302, contact: `sip:+15550123@${CALLEE}` }]);
  });

  it('is followed to a host that is allowed', () => {
    const far = new ScriptedCallee({ redirects });
    moved(far, '<sip:+19005550100@evil.example>', '<tel:+19005550100>', `<sip:+15550123@${CALLEE}:5060>`);
    const again = far.last('INVITE');
    expect([again.uri, headerValue(again, 'CSeq'), headerValue(again, 'Call-ID')]).toEqual([`sip:+15550123@${CALLEE}:5060`, '2 INVITE', far.call.callId]);
    far.answer(again, 200, { sdp: audioSdp(5_000) });
    expect(far.pair.near.lines).toEqual(['answered']);
  });

  it('to any other host is not followed', () => {
    const far = new ScriptedCallee({ redirects });
    moved(far, '<sip:+15550123@evil.example>');
    expect(far.pair.near.ends).toMatchObject([{ kind: 'refused', status: 302 }]);
  });

  it('is followed so often and no more', () => {
    const far = new ScriptedCallee({ redirects });
    for (let hop = 0; hop < 4; hop++) if (far.pair.near.ends.length === 0) moved(far, `<sip:+1555012${hop}@${CALLEE}>`);
    expect(methods(far)).toEqual(['INVITE', 'INVITE', 'INVITE']);
    expect(far.pair.near.ends).toMatchObject([{ kind: 'refused', status: 302 }]);
  });

  it('after we gave the call up is not followed', () => {
    const far = new ScriptedCallee({ redirects });
    far.answer(far.last('INVITE'), 180);
    far.call.cancel();
    moved(far, `<sip:+15550123@${CALLEE}>`);
    expect(methods(far)).toEqual(['INVITE', 'CANCEL']);
    expect(far.pair.near.ends).toEqual([{ kind: 'cancelled' }]);
  });
});
