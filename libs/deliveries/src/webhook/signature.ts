import { createHmac } from 'node:crypto';

const SECRET_PREFIX = 'whsec_';

/**
 * The headers of the Standard Webhooks specification: `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`.
 * @param secret `whsec_` and base64
 * @param now milliseconds since the Unix epoch
 */
export function signatureHeaders(message: { readonly id: string; readonly body: string }, secret: string, now: number): Record<string, string> {
  const timestamp = Math.floor(now / 1_000);
  const key = Buffer.from(secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret, 'base64');
  const digest = createHmac('sha256', key).update(`${message.id}.${timestamp}.${message.body}`).digest('base64');
  return { 'webhook-id': message.id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${digest}` };
}
