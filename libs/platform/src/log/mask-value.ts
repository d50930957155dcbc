import { maskText } from './mask-text.ts';

/** Deep enough for an error in a fact in a batch; a cycle ends here too. */
const MAX_DEPTH = 6;
/** A log line that lists more is a dump. */
const MAX_ENTRIES = 50;
/** An integer of so many digits may be a telephone number that somebody parsed; counts and durations are shorter. */
const LONG_INTEGER = 1e9;

/** Fields whose text is a secret or what a tenant faxes, whatever it looks like. */
const HIDDEN_FIELDS: ReadonlySet<string> = new Set([
  'document', 'text', 'content', 'body', 'payload', 'metadata', 'password', 'secret', 'apikey', 'authorization', 'cookie', 'x-auth-token',
]);

/** A copy of the value that may be logged: numbers masked, secrets and documents hidden, size bounded. Never throws. */
export function maskValue(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'string':
      return maskText(value);
    case 'number':
      return Number.isInteger(value) && Math.abs(value) >= LONG_INTEGER ? maskText(String(value)) : value;
    case 'bigint':
      return maskText(String(value));
    case 'object':
      return value === null ? null : maskObject(value, depth);
    case 'function':
    case 'symbol':
      return `[${typeof value}]`;
    default:
      return value;
  }
}

function maskObject(value: object, depth: number): unknown {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (depth >= MAX_DEPTH) return '[deeper]';
  if (value instanceof Error) return maskError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (Array.isArray(value)) return maskList(value, depth);
  if (value instanceof Map) return maskEntries([...value.entries()].map(([key, inner]) => [String(key), inner]), depth);
  if (value instanceof Set) return maskList([...value], depth);
  return maskEntries(entriesOf(value), depth);
}

/** A getter may throw, and a line that can not be logged must not end a call. */
function entriesOf(value: object): [string, unknown][] {
  try {
    return Object.entries(value);
  } catch {
    return [];
  }
}

function maskList(items: readonly unknown[], depth: number): unknown[] {
  const shown = items.slice(0, MAX_ENTRIES).map((item) => maskValue(item, depth + 1));
  return items.length > MAX_ENTRIES ? [...shown, `[${items.length - MAX_ENTRIES} more]`] : shown;
}

function maskEntries(entries: readonly (readonly [string, unknown])[], depth: number): Record<string, unknown> {
  const shown = entries.slice(0, MAX_ENTRIES).map(([key, inner]) => [maskText(key), isHidden(key, inner) ? '[hidden]' : maskValue(inner, depth + 1)] as const);
  return Object.fromEntries(shown);
}

function isHidden(key: string, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  const name = key.toLowerCase();
  // A document as an object is a reference to one: its digest and size help, its file name does not.
  if (name === 'filename') return true;
  return HIDDEN_FIELDS.has(name) && (typeof value !== 'object' || name === 'metadata' || name === 'payload' || name === 'body');
}

function maskError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause, ...rest } = error;
  return {
    type: name,
    message: maskText(message),
    ...(stack === undefined ? {} : { stack: maskText(stack) }),
    ...(cause === undefined ? {} : { cause: maskValue(cause, depth + 1) }),
    ...maskEntries(Object.entries(rest), depth),
  };
}
