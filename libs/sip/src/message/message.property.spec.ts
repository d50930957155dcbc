import fc from 'fast-check';
import { INVITE_TEXT, wire } from '../testing/messages.ts';
import { parseMessage } from './parse-message.ts';
import { parseNameAddress } from './name-address.ts';
import { parseUri } from './uri.ts';
import { parseVia } from './via.ts';
import { serialiseMessage } from './serialise-message.ts';
import type { Header, SipMessage } from './message.ts';

const token = fc.stringMatching(/^[A-Za-z0-9.!%*_+`'~-]{1,20}$/);
const text = fc.stringMatching(/^[!-~]([ -~\u00e0-\u017f]{0,30}[!-~])?$/);
const KNOWN = new Set(['via', 'from', 'to', 'call-id', 'cseq', 'content-length', 'max-forwards']);
const extension: fc.Arbitrary<Header> = fc.tuple(token.filter((name) => name.length > 1 && !KNOWN.has(name.toLowerCase())).map((name) => `X-${name}`), text);

const message: fc.Arbitrary<SipMessage> = fc
  .record({ method: token, user: token, host: fc.domain(), tag: token, callId: token, sequence: fc.nat(), extras: fc.array(extension, { maxLength: 10 }), body: fc.uint8Array({ maxLength: 200 }), status: fc.option(fc.integer({ min: 100, max: 699 })) })
  .map(({ method, user, host, tag, callId, sequence, extras, body, status }) => {
    const headers: Header[] = [
      ['Via', `SIP/2.0/UDP ${host};branch=z9hG4bK${tag}`], ['From', `<sip:${host}>;tag=${tag}`], ['To', `<sip:x@${host}>`],
      ['Call-ID', callId], ['CSeq', `${sequence} ${method}`], ...extras, ['Content-Length', String(body.length)],
    ];
    const isResponse = status !== null || method.toUpperCase().startsWith('SIP');
    return isResponse ? { kind: 'response', status: status ?? 200, reason: user, headers, body } : { kind: 'request', method, uri: `sip:${host}`, headers, body };
  });

describe('the codec', () => {
  it('reads back every message as it was written', () => {
    fc.assert(
      fc.property(message, (original) => {
        const parsed = parseMessage(serialiseMessage(original));
        expect(parsed).toEqual({ ok: true, message: { ...original, body: Buffer.from(original.body) } });
      }),
    );
  });

  it('never throws on any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => typeof parseMessage(bytes).ok === 'boolean'));
  });

  it('never throws on a real message with some bytes changed, and what it accepts can be written and read again', () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = Uint8Array.from(wire(INVITE_TEXT));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const parsed = parseMessage(bytes);
        return !parsed.ok || parseMessage(serialiseMessage(parsed.message)).ok;
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws on any header value', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => [parseNameAddress(value), parseUri(value), parseVia(value)].length === 3));
  });

  it('reads the largest hostile messages in a time that grows with their size only', () => {
    const hostile = ['"', '\\', '<', ';', ',', ' ', '%', ';a', ', ', '\r\n ', '\n', 'a:\n'];
    const started = performance.now();
    for (const piece of hostile) parseMessage(wire([...INVITE_TEXT, `Subject: ${piece.repeat(60_000 / piece.length)}`]));
    for (const piece of hostile) parseNameAddress(piece.repeat(8_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
