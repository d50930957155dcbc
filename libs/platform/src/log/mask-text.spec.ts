import fc from 'fast-check';
import { maskText } from './mask-text.ts';

describe('masking of text', () => {
  it.each([
    '+19995550123', '19995550123', '+1 (999) 555-0123', '+1.999.555.0123', '(999) 555-0123', '0044/20 7946 0123', '555-0123',
    'sip:+19995550123@198.51.100.7', 'tel:+1-999-555-0123', 'abc19995550123def', '%2B19995550123', '9995550123@fax.example', '１９９９５５５０１２３',
  ])('hides the number in "%s"', (text) => {
    const masked = maskText(text);
    expect(masked).toContain('*');
    expect(masked.normalize('NFKC').replace(/\D/g, '')).not.toContain('5550123');
  });

  it.each([
    'fax 0199a3b2-1234-4567-8901-234567890123 is open',
    'evt_01993333-1234-4567-8901-234567890123_12',
    'trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7',
    'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'at 2026-11-21T08:48:31.123Z, on 2026-11-21',
    'from 198.51.100.207:15060', 'page 3 of 12, 14400 bit/s, 481234 bytes', 'SIP 486 after 180', 'port 65535',
  ])('leaves "%s" as it is', (text) => {
    expect(maskText(text)).toBe(text);
  });

  it('hides our secrets', () => {
    expect(maskText('key fw_live_abc_DEF123 and whsec_MfKQ9r8GKYqrTwjU+/w=')).toBe('key [secret] and [secret]');
    expect(maskText('postgres://faxwire:hunter2@db:5432/fax')).toBe('postgres://faxwire:[secret]@db:5432/fax');
  });

  it('bounds a text that is a dump', () => {
    expect(maskText('x'.repeat(1e6)).length).toBeLessThan(3_000);
  });

  it('hides any E.164 number in any text', () => {
    const number = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^[0-9]{9,14}$/)).map(([first, rest]) => `+${first}${rest}`);
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), number, fc.string({ maxLength: 100 }), (before, called, after) => {
        expect(maskText(`${before}${called}${after}`)).not.toContain(called);
      }),
      { numRuns: 500 },
    );
  });
});
