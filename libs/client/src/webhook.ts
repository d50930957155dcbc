import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';

/** A webhook that was not sent by whom it seems to be, or long ago. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
}

export interface WebhookSecret {
  /** `whsec_...`, or the public key `whpk_...` of an endpoint that signs with Ed25519. */
  readonly secret: string;
  /** `vendor` for an endpoint of that profile: a signature of the body alone, without a time. */
  readonly profile?: 'standard' | 'vendor';
  /** How old a webhook may be, and how far in the future; 5 minutes by default. */
  readonly toleranceMs?: number;
  readonly now?: () => number;
}

type HeaderBag = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

const FIVE_MINUTES_MS = 300_000;
const VENDOR_HEADER = 'x-optum-webhook-callback-hmac-signature';
/** Two during a rotation; more is somebody who tries. */
const MAX_SIGNATURES = 10;
/** ASN.1 before the 32 bytes of an Ed25519 public key (RFC 8410, 4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The payload of a webhook whose signature is right. The body has to be the bytes that came, not JSON that was parsed and printed again.
 * @throws WebhookVerificationError
 */
export function verifyWebhook(body: string | Uint8Array, headers: HeaderBag, secret: string | WebhookSecret): unknown {
  const settings = typeof secret === 'string' ? { secret } : secret;
  const bytes = Buffer.from(body);
  if (settings.profile === 'vendor') verifyVendor(bytes, headers, settings);
  else verifyStandard(bytes, headers, settings);
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    throw new WebhookVerificationError('The body is not JSON.');
  }
}

/** Standard Webhooks: the signature is over id, time and body, so none of them can be changed. */
function verifyStandard(body: Buffer, headers: HeaderBag, { secret, toleranceMs = FIVE_MINUTES_MS, now = Date.now }: WebhookSecret): void {
  const [id, time, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => required(headers, name)) as [string, string, string];
  const ageMs = Math.abs(now() - Number(time) * 1_000);
  if (!(ageMs <= toleranceMs)) throw new WebhookVerificationError('The webhook is too old, or from the future.');
  const signed = Buffer.concat([Buffer.from(`${id}.${time}.`), body]);
  const matches = secret.startsWith('whpk_') ? ed25519Matcher(signed, secret) : hmacMatcher(signed, secret);
  if (!signatures.split(' ', MAX_SIGNATURES).some(matches)) throw new WebhookVerificationError('No signature fits the webhook.');
}

function hmacMatcher(signed: Buffer, secret: string): (signature: string) => boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(signed).digest();
  return (signature) => signature.startsWith('v1,') && equal(Buffer.from(signature.slice('v1,'.length), 'base64'), expected);
}

function ed25519Matcher(signed: Buffer, publicKey: string): (signature: string) => boolean {
  const raw = Buffer.from(publicKey.slice('whpk_'.length), 'base64');
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
  return (signature) => signature.startsWith('v1a,') && verify(null, signed, key, Buffer.from(signature.slice('v1a,'.length), 'base64'));
}

function verifyVendor(body: Buffer, headers: HeaderBag, { secret }: WebhookSecret): void {
  const expected = createHmac('sha256', secret).update(body).digest();
  if (!equal(Buffer.from(required(headers, VENDOR_HEADER), 'hex'), expected)) throw new WebhookVerificationError('The signature does not fit the webhook.');
}

function equal(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function required(headers: HeaderBag, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  const first = Array.isArray(value) ? (value as readonly string[])[0] : value;
  if (typeof first !== 'string' || first === '') throw new WebhookVerificationError(`The header ${name} is missing.`);
  return first;
}
