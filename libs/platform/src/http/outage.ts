import { FaxLogBusy } from '@faxwire/event-log';

/** Sockets that were refused, cut or silent. */
const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN',
]);

/** A document store that does not answer, or not to us: mended, the same request succeeds. */
const STORE_CODES: ReadonlySet<string> = new Set(['document_store_unavailable', 'document_store_refused']);

/** SQLSTATE (PostgreSQL, appendix A): connection exceptions, resources used up, server leaving, statement out of time. */
const SQLSTATES = ['08', '53', '57P', '57014'];
const SQLSTATE_LENGTH = 5;

/** node-postgres says these with words only. */
const DRIVER_MESSAGES = ['Connection terminated', 'timeout exceeded when trying to connect', 'Query read timeout', 'not queryable'];

/** True where a thing that we depend on does not answer, or not in time: the same request can succeed later. */
export function isUnavailable(error: Error): boolean {
  const code = codeOf(error);
  if (NETWORK_CODES.has(code) || STORE_CODES.has(code) || error instanceof FaxLogBusy) return true;
  if (code.length === SQLSTATE_LENGTH && SQLSTATES.some((start) => code.startsWith(start))) return true;
  return DRIVER_MESSAGES.some((message) => error.message.includes(message));
}

export function isOutOfSpace(error: Error): boolean {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}

function codeOf(error: Error): string {
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : '';
}
