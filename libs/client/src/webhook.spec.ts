import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { WebhookVerificationError, verifyWebhook } from './webhook.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = '{"type":"FaxSent","data":{"faxId":"9acb1d18-a096-49af-b898-b17f8f846a4b"}}';
const at = 1_795_253_614;
const now = () => at * 1_000;
const id = 'evt_1';

/** As the reference implementation signs. */
const signatureOf = (text: string, by = secret) => new Webhook(by).sign(id, new Date(at * 1_000), text);
const headers = (signature: string) => ({ 'Webhook-Id': id, 'webhook-timestamp': String(at), 'webhook-signature': signature });
const refused = (run: () => unknown) => expect(run).toThrow(WebhookVerificationError);

describe('a webhook signed as Standard Webhooks', () => {
  it('is read where the signature fits', () => {
    expect(verifyWebhook(body, headers(signatureOf(body)), { secret, now })).toEqual(JSON.parse(body));
    expect(verifyWebhook(Buffer.from(body), new Headers(headers(signatureOf(body))), { secret, now })).toEqual(JSON.parse(body));
  });

  it('is read while two secrets sign, with either', () => {
    const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
    const both = headers(`${signatureOf(body, other)} ${signatureOf(body)}`);
    expect([secret, other].map((each) => verifyWebhook(body, both, { secret: each, now }))).toHaveLength(2);
  });

  it.each<[string, () => unknown]>([
    ['another body', () => verifyWebhook(`${body} `, headers(signatureOf(body)), { secret, now })],
    ['another id', () => verifyWebhook(body, { ...headers(signatureOf(body)), 'Webhook-Id': 'evt_2' }, { secret, now })],
    ['another time', () => verifyWebhook(body, { ...headers(signatureOf(body)), 'webhook-timestamp': String(at + 1) }, { secret, now })],
    ['another secret', () => verifyWebhook(body, headers(signatureOf(body)), { secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', now })],
    ['an old one', () => verifyWebhook(body, headers(signatureOf(body)), { secret, now: () => now() + 300_001 })],
    ['one from the future', () => verifyWebhook(body, headers(signatureOf(body)), { secret, now: () => now() - 300_001 })],
    ['a time that is none', () => verifyWebhook(body, { ...headers(signatureOf(body)), 'webhook-timestamp': 'soon' }, { secret, now })],
    ['no signature', () => verifyWebhook(body, { 'webhook-id': id, 'webhook-timestamp': String(at) }, { secret, now })],
    ['a signature of another kind', () => verifyWebhook(body, headers(signatureOf(body).replace('v1,', 'v2,')), { secret, now })],
    ['an empty signature', () => verifyWebhook(body, headers('v1,'), { secret, now })],
    ['a body that is no JSON', () => verifyWebhook('{', headers(signatureOf('{')), { secret, now })],
  ])('is refused: %s', (_what, run) => refused(run));
});

describe('a webhook signed with Ed25519', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const whpk = `whpk_${Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64')}`;
  const signature = `v1a,${sign(null, Buffer.from(`${id}.${at}.${body}`), privateKey).toString('base64')}`;

  it('is read with the public key', () => {
    expect(verifyWebhook(body, headers(signature), { secret: whpk, now })).toEqual(JSON.parse(body));
  });

  it('is refused where it was changed', () => {
    refused(() => verifyWebhook(`${body} `, headers(signature), { secret: whpk, now }));
    refused(() => verifyWebhook(body, headers(signatureOf(body)), { secret: whpk, now }));
  });
});

describe('a webhook signed in the vendor\'s profile', () => {
  const settings = { secret, profile: 'vendor' } as const;
  const signed = { 'X-Optum-Webhook-Callback-Hmac-Signature': createHmac('sha256', secret).update(body).digest('hex') };

  it('is read where the signature fits the body', () => {
    expect(verifyWebhook(body, signed, settings)).toEqual(JSON.parse(body));
  });

  it('is refused where it does not, and where the profile was not asked for', () => {
    refused(() => verifyWebhook(`${body} `, signed, settings));
    refused(() => verifyWebhook(body, { 'x-optum-webhook-callback-hmac-signature': 'zz' }, settings));
    refused(() => verifyWebhook(body, signed, secret));
  });
});
