import { types } from 'node:util';

const CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

// SQLSTATE: connection exceptions, server shutting down, out of connections, disk or memory full.
const CLASSES = ['08', '57P', '53'];

// SQLSTATE: statement cancelled by its time limit, deadlock, lock not to be had, serialisation, idle in transaction: the
// database is too busy, and the same statement works later.
const BUSY = new Set(['57014', '40P01', '55P03', '40001', '25P03']);

// What `pg` throws without a code.
const MESSAGES = ['Connection terminated', 'timeout exceeded when trying to connect', 'Query read timeout', 'not queryable'];

/** True where the database could not be asked, or was too busy to answer: nobody's fault, worth waiting for. Callers answer 503. */
export function isConnectionFailure(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (CODES.has(code) || BUSY.has(code) || CLASSES.some((prefix) => code.startsWith(prefix)))) return true;
  return MESSAGES.some((message) => error.message.includes(message));
}
