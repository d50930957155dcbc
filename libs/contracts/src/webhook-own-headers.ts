import * as z from 'zod';

/** An authorization and a few for routing; more only swell every request. */
const MAX_HEADERS = 20;
const MAX_NAME_CHARS = 64;
/** A signed token is the longest of use. */
const MAX_VALUE_CHARS = 1_000;

/** RFC 9110 section 5.6.2. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u;
/** Printable ASCII, no blanks at the ends: a line break in a value would begin a header, or a request, of its own. */
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/u;

/** Of the connection (RFC 9110 section 7.6.1) and of the message: what stands in them is ours to say. */
const RESERVED: ReadonlySet<string> = new Set([
  'host', 'user-agent', 'connection', 'keep-alive', 'proxy-connection', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade',
  'expect', 'x-optum-webhook-callback-hmac-signature',
]);
const RESERVED_PREFIXES = ['content-', 'webhook-'];

function isReserved(name: string): boolean {
  const lower = name.toLowerCase();
  return RESERVED.has(lower) || RESERVED_PREFIXES.some((prefix) => lower.startsWith(prefix));
}

/** Headers that an endpoint's owner wants with every webhook; names in lower case afterwards. */
export const OwnHeaders = z
  .record(
    z.string().max(MAX_NAME_CHARS).regex(NAME, 'is not the name of a header').refine((name) => !isReserved(name), 'is a header that cannot be chosen'),
    z.string().max(MAX_VALUE_CHARS).regex(VALUE, 'must be printable ASCII without blanks at its ends'),
  )
  .refine((headers) => Object.keys(headers).length <= MAX_HEADERS, `has more than ${MAX_HEADERS} headers`)
  .refine((headers) => new Set(Object.keys(headers).map((name) => name.toLowerCase())).size === Object.keys(headers).length, 'names a header twice')
  .meta({ description: `Up to ${MAX_HEADERS} headers that come with every webhook, such as Authorization. Their values are not shown again.` });

export const lowerCaseNames = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
