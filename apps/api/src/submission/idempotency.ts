import { createHash, randomUUID } from 'node:crypto';
import { v5 } from 'uuid';
import type { FaxMode } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import { MAX_IDEMPOTENCY_KEY_CHARS } from '../limits.ts';
import type { FaxFormFields } from './fax-form.ts';

const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;

/**
 * Reads the raw headers: Node joins a header that came twice into one value, which neither of its senders meant.
 * @throws ProblemError for a key that nobody can have meant
 */
export function readIdempotencyKey(rawHeaders: readonly string[]): string | undefined {
  const [key, ...others] = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'idempotency-key');
  if (key === undefined) return undefined;
  const valid = others.length === 0 && key.length >= 1 && key.length <= MAX_IDEMPOTENCY_KEY_CHARS && isPrintable(key);
  if (!valid) throw new ProblemError('invalid_idempotency_key');
  return key;
}

function isPrintable(text: string): boolean {
  return [...Buffer.from(text, 'latin1')].every((byte) => byte >= FIRST_PRINTABLE && byte <= LAST_PRINTABLE);
}

/** One key of a tenant is one fax id for ever: the primary key of the log decides between requests that come at once. */
export function faxIdFor(tenantId: string, idempotencyKey: string | undefined): string {
  return idempotencyKey === undefined ? randomUUID() : v5(idempotencyKey, tenantId);
}

export interface HashedRequest extends FaxFormFields {
  readonly mode: FaxMode;
  readonly documentSha256: string;
}

/** SHA-256, hex, over what makes a request the same request: not the order of its parts, nor how its number was written. */
export function requestHash({ phoneNumber, documentSha256, metadata, resolution, mode }: HashedRequest): string {
  const pairs = Object.entries(metadata).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify([mode, phoneNumber, documentSha256, resolution, pairs])).digest('hex');
}
