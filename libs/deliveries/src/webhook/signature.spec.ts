import { createHmac, createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { newSigningKey } from '@faxwire/tenancy';
import { VENDOR_SIGNATURE_HEADER, signatureHeaders } from './signature.ts';

const message = { id: 'evt_1', body: '{"type":"FaxSent","data":{"text":"Grüße"}}' };
const NOW = Date.now();

describe('the signature of a webhook', () => {
  it('passes the verification of the standardwebhooks library, and fails it for another body, id or key', () => {
    const key = newSigningKey('standard');
    const headers = signatureHeaders(message, [key], NOW);
    expect(new Webhook(key.secret).verify(message.body, headers)).toMatchObject({ type: 'FaxSent' });
    expect(() => new Webhook(key.secret).verify(`${message.body} `, headers)).toThrow();
    expect(() => new Webhook(key.secret).verify(message.body, { ...headers, 'webhook-id': 'evt_2' })).toThrow();
    expect(() => new Webhook(newSigningKey('standard').secret).verify(message.body, headers)).toThrow();
  });

  it('stands there twice while a secret is rotated, so that a receiver may know either', () => {
    const [fresh, old] = [newSigningKey('standard'), newSigningKey('standard')];
    const headers = signatureHeaders(message, [fresh, old], NOW);
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const { secret } of [fresh, old]) expect(new Webhook(secret).verify(message.body, headers)).toBeDefined();
  });

  it('of Ed25519 is verified with the public key alone', () => {
    const { publicKey, ...key } = newSigningKey('ed25519');
    const headers = signatureHeaders(message, [key], NOW);
    const [version, signature = ''] = headers['webhook-signature']?.split(',') ?? [];
    const x = Buffer.from((publicKey ?? '').replace(/^whpk_/u, ''), 'base64').toString('base64url');
    const known = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
    const signed = (body: string) => Buffer.from(`evt_1.${headers['webhook-timestamp']}.${body}`);
    expect(version).toBe('v1a');
    expect(verify(null, signed(message.body), known, Buffer.from(signature, 'base64'))).toBe(true);
    expect(verify(null, signed(`${message.body} `), known, Buffer.from(signature, 'base64'))).toBe(false);
  });

  it('of the vendor is the hexadecimal HMAC of the body under the present secret', () => {
    const [fresh, old] = [newSigningKey('vendor'), newSigningKey('vendor')];
    const headers = signatureHeaders(message, [fresh, old], NOW);
    expect(headers[VENDOR_SIGNATURE_HEADER]).toBe(createHmac('sha256', fresh.secret).update(message.body).digest('hex'));
    expect(headers).toMatchObject({ 'webhook-id': 'evt_1', 'webhook-timestamp': String(Math.floor(NOW / 1_000)) });
    expect(headers).not.toHaveProperty('webhook-signature');
  });

  it('is there for both profiles while one follows the other', () => {
    const [vendor, standard] = [newSigningKey('vendor'), newSigningKey('standard')];
    const headers = signatureHeaders(message, [vendor, standard], NOW);
    expect(new Webhook(standard.secret).verify(message.body, headers)).toBeDefined();
    expect(headers[VENDOR_SIGNATURE_HEADER]).toMatch(/^[0-9a-f]{64}$/u);
  });
});
