import { DigestAccount } from '../authentication/digest-account.ts';
import { parseAuthValues } from '../authentication/auth-parameters.ts';
import { headerValue } from '../message/headers.ts';
import { audioSdp, faxSdp } from '../testing/call-log.ts';
import { ScriptedCallee } from '../testing/scripted-callee.ts';
import { countingRandom } from '../testing/simulated-pair.ts';
import type { Header, SipRequest } from '../message/message.ts';

const TERMS: readonly Header[] = [['Session-Expires', '600;refresher=uac'], ['Allow', 'INVITE, ACK, BYE, UPDATE']];
const RELIABLE: readonly Header[] = [['Require', '100rel'], ['RSeq', '7']];
const REFRESH_MS = 310_000;

interface Row {
  readonly method: 'PRACK' | 'UPDATE' | 'INVITE' | 'BYE';
  /** Brings the call to where it sends such a request. */
  readonly lead: (far: ScriptedCallee) => void;
  /** Of the header that the request must say again. */
  readonly kept: string;
}

function answered(far: ScriptedCallee): void {
  far.answer(far.last('INVITE'), 200, { headers: TERMS, sdp: audioSdp(5_000) });
}

const rows: readonly Row[] = [
  { method: 'PRACK', kept: 'RAck', lead: (far) => far.answer(far.last('INVITE'), 183, { headers: RELIABLE }) },
  { method: 'UPDATE', kept: 'Session-Expires', lead: (far) => (answered(far), far.pair.clock.advance(REFRESH_MS)) },
  { method: 'INVITE', kept: 'Contact', lead: (far) => (answered(far), void far.call.reinvite(faxSdp(4_000)), far.pair.clock.advance(1)) },
  { method: 'BYE', kept: 'Call-ID', lead: (far) => (answered(far), far.call.bye('Q.850;cause=16')) },
];
const ASKING = [
  { status: 401, challenge: 'WWW-Authenticate', answer: 'Authorization' },
  { status: 407, challenge: 'Proxy-Authenticate', answer: 'Proxy-Authorization' },
] as const;
const table = rows.flatMap((row) => ASKING.map((asking) => ({ ...row, ...asking })));

function dialled(): ScriptedCallee {
  return new ScriptedCallee({ account: new DigestAccount({ username: 'fax', password: 'right' }, countingRandom(50)) });
}

const sequenceOf = (request: SipRequest) => Number.parseInt(headerValue(request, 'CSeq') ?? '', 10);
const said = (request: SipRequest, header: string) => parseAuthValues(headerValue(request, header) ?? '')[0]?.parameters;

describe('a request in a call that is asked for a password', () => {
  it.each(table)('with $status is sent again with it: $method', ({ method, lead, kept, status, challenge, answer }) => {
    const far = dialled();
    lead(far);
    const first = far.last(method);
    far.answer(first, status, { headers: [[challenge, 'Digest realm="carrier", nonce="n1", algorithm=SHA-256, qop="auth"']] });
    const second = far.last(method);
    expect([sequenceOf(second) - sequenceOf(first), second.uri, headerValue(second, kept)]).toEqual([1, first.uri, headerValue(first, kept)]);
    expect(headerValue(second, 'Via')).not.toBe(headerValue(first, 'Via'));
    expect(['nonce', 'uri', 'nc'].map((name) => said(second, answer)?.get(name))).toEqual(['n1', first.uri, '00000001']);
    expect(Buffer.from(second.body).equals(Buffer.from(first.body))).toBe(true);
  });

  it.each(table)('with $status is sent again once more where the nonce is old, and no more where the password is wrong: $method', ({ method, lead, status, challenge, answer }) => {
    const far = dialled();
    lead(far);
    const ask = (nonce: string, more = '') => far.answer(far.last(method), status, { headers: [[challenge, `Digest realm="carrier", nonce="${nonce}", qop="auth"${more}`]] });
    const sentBefore = far.methods.filter((name) => name === method).length;
    ask('n1');
    ask('n2', ', stale=true');
    expect(said(far.last(method), answer)?.get('nonce')).toBe('n2');
    ask('n3');
    expect(far.methods.filter((name) => name === method).length - sentBefore).toBe(2);
  });

  it('goes on to number what follows it', () => {
    const far = dialled();
    answered(far);
    far.pair.clock.advance(REFRESH_MS);
    const update = far.last('UPDATE');
    far.answer(update, 401, { headers: [['WWW-Authenticate', 'Digest realm="carrier", nonce="n1", qop="auth"']] });
    far.answer(far.last('UPDATE'), 200, { headers: TERMS });
    far.call.bye();
    expect(sequenceOf(far.last('BYE')) - sequenceOf(update)).toBe(2);
    // The nonce is known by now: nobody asks again.
    expect(said(far.last('BYE'), 'Authorization')?.get('nc')).toBe('00000002');
  });
});
