import { createHash, randomUUID } from 'node:crypto';
import { v5 } from 'uuid';
import type { FaxMode } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import { MAX_IDEMPOTENCY_KEY_CHARS } from '../limits.ts';

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

/** The faxes of a batch have ids that follow from its key, too. */
export function batchFaxIds(tenantId: string, idempotencyKey: string | undefined, count: number): string[] {
  return Array.from({ length: count }, (_, index) => (idempotencyKey === undefined ? randomUUID() : v5(`${idempotencyKey}\n${index}`, tenantId)));
}

/** One key of a tenant is one fax id for ever: the primary key of the log decides between requests that come at once. */
export function faxIdFor(tenantId: string, idempotencyKey: string | undefined): string {
  return idempotencyKey === undefined ? randomUUID() : v5(idempotencyKey, tenantId);
}

export interface HashedRequest {
  readonly mode: FaxMode;
  /** E.164. */
  readonly phoneNumber: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** SHA-256 of what was uploaded, in its order. */
  readonly uploads: readonly string[];
  /** As they came: what is found there is not part of the request. */
  readonly documentUrls: readonly string[];
  /** Everything else that was asked for. */
  readonly wishes: Readonly<Record<string, unknown>>;
}

/** SHA-256, hex, over what makes a request the same request: not the order of its parts, nor how its number was written. */
export function requestHash({ mode, phoneNumber, metadata, uploads, documentUrls, wishes }: HashedRequest): string {
  const asked = [mode, phoneNumber, uploads, documentUrls, inOrder(metadata), inOrder(wishes)];
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

function inOrder(values: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return given.map(([name, value]) => [name, isRecord(value) ? inOrder(value) : value] as const).sort(([one], [other]) => (one < other ? -1 : 1));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
