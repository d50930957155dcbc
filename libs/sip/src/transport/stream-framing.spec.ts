import fc from 'fast-check';
import { StreamFraming } from './stream-framing.ts';
import type { Framed } from './stream-framing.ts';

const message = (body: string, name = 'Content-Length') => `OPTIONS sip:h SIP/2.0\r\nCall-ID: x\r\n${name}: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const texts = ({ messages }: Framed) => messages.map((bytes) => Buffer.from(bytes).toString());

function pushed(text: string): Framed {
  return new StreamFraming().push(Buffer.from(text));
}

describe('a stream', () => {
  it('is cut by Content-Length in any of its spellings', () => {
    expect(texts(pushed(message('one') + message('two\r\n\r\n', 'l') + message('', 'CONTENT-length ')))).toEqual([message('one'), message('two\r\n\r\n', 'l'), message('', 'CONTENT-length ')]);
  });

  it('tells keep-alives from messages', () => {
    expect(pushed(`\r\n\r\n${message('a')}\r\n${message('b')}\n`)).toMatchObject({ pings: 1, messages: { length: 2 } });
  });

  it.each([
    ['no length', 'OPTIONS sip:h SIP/2.0\r\nCall-ID: x\r\n\r\n', 'no_length'],
    ['two lengths', 'OPTIONS sip:h SIP/2.0\r\nl: 1\r\nContent-Length: 2\r\n\r\nab', 'no_length'],
    ['a negative length', 'OPTIONS sip:h SIP/2.0\r\nl: -1\r\n\r\n', 'no_length'],
    ['a length beyond all bounds', 'OPTIONS sip:h SIP/2.0\r\nl: 9999999\r\n\r\n', 'message_too_long'],
    ['a head without an end', 'x'.repeat(40_000), 'head_too_long'],
    ['a head that ends too late', `${'x'.repeat(40_000)}\r\nl: 0\r\n\r\n`, 'head_too_long'],
  ])('with %s cannot be read on', (_name, text, problem) => {
    expect(pushed(text).problem).toBe(problem);
  });

  it('gives the same messages however it is broken into pieces', () => {
    const whole = Buffer.from(`${message('body \u00e9')}\r\n\r\n${message('')}\r\n\r\n${message('x'.repeat(500))}`);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 60 }), (sizes) => {
        const framing = new StreamFraming();
        const found: string[] = [];
        let pings = 0;
        for (let at = 0, turn = 0; at < whole.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          const framed = framing.push(whole.subarray(at, at + size));
          found.push(...texts(framed));
          pings += framed.pings;
          at += size;
        }
        expect([found, pings, framing.isPartial]).toEqual([[message('body \u00e9'), message(''), message('x'.repeat(500))], 2, false]);
      }),
    );
  });

  it('of single bytes takes a time that grows with their number only', () => {
    const framing = new StreamFraming();
    const started = performance.now();
    for (const byte of Buffer.from(message('y'.repeat(60_000)))) framing.push(Uint8Array.of(byte));
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(framing.isPartial).toBe(false);
  });

  it('of any bytes gives messages or a problem, and never throws', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (pieces) => {
      const framing = new StreamFraming();
      for (const piece of pieces) framing.push(piece);
    }));
  });
});
