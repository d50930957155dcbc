import { INVITE_TEXT, wire } from '../testing/messages.ts';
import { bodyText, contactOf, cseqOf, fromOf, headerValue, q850CauseOf, recordRoutesOf, retryAfterOf, tagOf, viaOf } from './headers.ts';
import { parseMessage } from './parse-message.ts';
import type { SipMessage } from './message.ts';

const [START = '', ...HEADERS] = INVITE_TEXT;
const without = (name: string) => INVITE_TEXT.filter((line) => !line.startsWith(`${name}:`));
const replaced = (name: string, value: string) => INVITE_TEXT.map((line) => (line.startsWith(`${name}:`) ? `${name}: ${value}` : line));

function accepted(lines: readonly string[], body = ''): SipMessage {
  const parsed = parseMessage(wire(lines, body));
  if (!parsed.ok) throw new Error(`${parsed.code}: ${parsed.reason}`);
  return parsed.message;
}

describe('a message that is read', () => {
  it('gives the method, the URI and the headers by name in any case', () => {
    const message = accepted(INVITE_TEXT);
    expect(message).toMatchObject({ kind: 'request', method: 'INVITE', uri: 'sip:+15550100@192.0.2.2:5060' });
    expect(headerValue(message, 'call-id')).toBe('c1@192.0.2.1');
    expect(fromOf(message)).toEqual({ displayName: 'Caller', uri: 'sip:+15550199@192.0.2.1', parameters: [['tag', 'f1']] });
    expect(viaOf(message)).toMatchObject({ transport: 'UDP', host: '192.0.2.1', port: 5060 });
    expect(cseqOf(message)).toEqual({ sequence: 1, method: 'INVITE' });
  });

  it('writes compact names out', () => {
    const compact = [START, 'v: SIP/2.0/UDP h;branch=z9hG4bK1', 'f: <sip:a@b>;tag=1', 't: <sip:c@d>', 'i: x', 'CSEQ: 1 INVITE', 'm: <sip:e@f>', 'l: 0', 'c: application/sdp'];
    const names = accepted(compact).headers.map(([name]) => name);
    expect(names).toEqual(['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Contact', 'Content-Length', 'Content-Type']);
  });

  it('joins folded lines', () => {
    const message = accepted([...INVITE_TEXT, 'Subject: one', '  two', '\tthree']);
    expect(headerValue(message, 'Subject')).toBe('one two three');
  });

  it('takes lines that end with LF alone', () => {
    expect(parseMessage(Buffer.from(`${INVITE_TEXT.join('\n')}\n\n`)).ok).toBe(true);
  });

  it('splits lists at commas outside quotes and brackets', () => {
    const message = accepted([...INVITE_TEXT, 'Record-Route: <sip:p1;lr>, "a,b" <sip:p,2;lr>', 'Record-Route: <sip:p3;lr>']);
    expect(recordRoutesOf(message).map(({ uri }) => uri)).toEqual(['sip:p1;lr', 'sip:p,2;lr', 'sip:p3;lr']);
  });

  it('drops what follows the body and keeps the body whole', () => {
    expect(bodyText(accepted(replaced('Content-Length', '3'), 'abcdef'))).toBe('abc');
    expect(bodyText(accepted(without('Content-Length'), 'abcdef'))).toBe('abcdef');
  });

  it('reads a response with an empty or a long reason', () => {
    expect(accepted(['SIP/2.0 200 OK, all is well', ...HEADERS])).toMatchObject({ kind: 'response', status: 200, reason: 'OK, all is well' });
    expect(accepted(['SIP/2.0 486 ', ...HEADERS])).toMatchObject({ status: 486, reason: '' });
  });

  it('reads Retry-After with its comment and the Q.850 cause of a list of reasons', () => {
    const message = accepted([...INVITE_TEXT, 'Retry-After: 120 (maintenance);duration=60', 'Reason: SIP;cause=600, Q.850;cause=17;text="User, busy"']);
    expect(retryAfterOf(message)).toBe(120);
    expect(q850CauseOf(message)).toBe(17);
  });

  it('keeps header parameters of a bare URI apart from it', () => {
    const message = accepted([...INVITE_TEXT, 'Reply-To: x'].map((line) => (line.startsWith('From') ? 'From: sip:a@b;tag=9' : line)));
    expect(fromOf(message)?.uri).toBe('sip:a@b');
    expect(tagOf(fromOf(message))).toBe('9');
    expect(contactOf(message)?.uri).toBe('sip:+15550199@192.0.2.1:5060');
  });
});

describe('a message that is refused', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['a keep-alive', '\r\n\r\n', 'empty'],
    ['no empty line', INVITE_TEXT.join('\r\n'), 'no_header_end'],
    ['a request line of two parts', 'INVITE SIP/2.0\r\n\r\n', 'bad_start_line'],
    ['a method that is no token', 'IN"VITE sip:a@b SIP/2.0\r\n\r\n', 'bad_start_line'],
    ['a URI in brackets', 'INVITE <sip:a@b> SIP/2.0\r\n\r\n', 'bad_start_line'],
    ['a URI with a space', 'INVITE sip:a b SIP/2.0\r\n\r\n', 'bad_start_line'],
    ['another version', 'INVITE sip:a@b SIP/7.0\r\n\r\n', 'bad_version'],
    ['a status of four digits', 'SIP/2.0 4294967301 better not\r\n\r\n', 'bad_start_line'],
    ['a status below 100', 'SIP/2.0 099 no\r\n\r\n', 'bad_start_line'],
  ])('%s', (_name, text, code) => {
    expect(parseMessage(Buffer.from(text))).toMatchObject({ ok: false, code });
  });

  it.each([
    ['a header without a colon', [...INVITE_TEXT, 'nonsense'], 'bad_header'],
    ['a header name with a space', [...INVITE_TEXT, 'Bad Name: x'], 'bad_header'],
    ['a NUL in a value', [...INVITE_TEXT, 'Subject: a\0b'], 'bad_header'],
    ['a bare CR in a value', [...INVITE_TEXT, 'Subject: a\rVia: b'], 'bad_header'],
    ['no Via', without('Via'), 'missing_header'],
    ['no Call-ID', without('Call-ID'), 'missing_header'],
    ['two To headers', [...INVITE_TEXT, 'To: <sip:x@y>'], 'duplicate_header'],
    ['two lengths', [...INVITE_TEXT, 'l: 0'], 'duplicate_header'],
    ['a Via without a host', replaced('Via', 'SIP/2.0/UDP ;branch=z9hG4bK1'), 'bad_via'],
    ['a Via port of 0', replaced('Via', 'SIP/2.0/UDP h:0'), 'bad_via'],
    ['a Via port above 65535', replaced('Via', 'SIP/2.0/UDP h:65536'), 'bad_via'],
    ['a From whose quotes stay open', replaced('From', '"Caller <sip:a@b>;tag=1'), 'bad_address'],
    ['a To without a scheme', replaced('To', '<nobody>'), 'bad_address'],
    ['a CSeq above 2^31', replaced('CSeq', '2147483648 INVITE'), 'bad_cseq'],
    ['a CSeq of another method', replaced('CSeq', '1 BYE'), 'bad_cseq'],
    ['a negative length', replaced('Content-Length', '-1'), 'bad_content_length'],
    ['a length with more behind it', replaced('Content-Length', '1 1'), 'bad_content_length'],
    ['fewer bytes than told', replaced('Content-Length', '10'), 'truncated_body'],
    ['Max-Forwards above 255', replaced('Max-Forwards', '256'), 'bad_max_forwards'],
    ['a Call-ID too long to keep', replaced('Call-ID', 'x'.repeat(257)), 'bad_call_id'],
    ['a line too long', [...INVITE_TEXT, `Subject: ${'x'.repeat(9_000)}`], 'line_too_long'],
    ['a line grown too long by folding', [...INVITE_TEXT, 'Subject: a', ...Array.from({ length: 100 }, () => ` ${'x'.repeat(100)}`)], 'line_too_long'],
    ['too many headers', [...INVITE_TEXT, ...Array.from({ length: 300 }, () => 'X: y')], 'too_many_headers'],
  ])('for %s', (_name, lines, code) => {
    expect(parseMessage(wire(lines))).toMatchObject({ ok: false, code });
  });

  it('when it is larger than a datagram', () => {
    expect(parseMessage(new Uint8Array(65_536))).toMatchObject({ ok: false, code: 'too_large' });
  });
});
