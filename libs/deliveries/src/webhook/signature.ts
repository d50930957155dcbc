import { createHmac, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import type { SigningKey } from '@faxwire/tenancy';

/** As receivers of the faxId API know it: hexadecimal HMAC-SHA256 of the body under the secret's text. */
export const VENDOR_SIGNATURE_HEADER = 'X-Optum-Webhook-Callback-Hmac-Signature';

export interface SignedMessage {
  readonly id: string;
  readonly body: string;
}

/**
 * The headers that name and sign a webhook: those of the Standard Webhooks specification, with one signature for each of
 * its keys, and the vendor's where an endpoint asks for it. A header holds one vendor signature: the first key's.
 * @param now milliseconds since the Unix epoch
 */
export function signatureHeaders(message: SignedMessage, keys: readonly SigningKey[], now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  const signed = `${message.id}.${timestamp}.${message.body}`;
  const vendor = keys.find(({ signature }) => signature === 'vendor');
  const standard = keys.filter(({ signature }) => signature !== 'vendor').map((key) => standardSignature(signed, key));
  return {
    'webhook-id': message.id, 'webhook-timestamp': timestamp,
    ...(standard.length > 0 && { 'webhook-signature': standard.join(' ') }),
    ...(vendor && { [VENDOR_SIGNATURE_HEADER]: createHmac('sha256', vendor.secret).update(message.body).digest('hex') }),
  };
}

function standardSignature(signed: string, { signature, secret }: SigningKey): string {
  const key = Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');
  if (signature === 'ed25519') return `v1a,${sign(null, Buffer.from(signed), privateKey(key)).toString('base64')}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

const SEED_BYTES = 32;

/** Behind `whsk_` are the seed and the public key, as RFC 8032 names them. */
function privateKey(pair: Buffer): KeyObject {
  const [seed, point] = [pair.subarray(0, SEED_BYTES), pair.subarray(SEED_BYTES)];
  return createPrivateKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', d: seed.toString('base64url'), x: point.toString('base64url') } });
}
