import type { DeliveryErrorCode } from '../delivery/attempt-outcome.ts';

const CODES = new Map<string, DeliveryErrorCode>([
  ['ECONNREFUSED', 'connection_refused'],
  ['ECONNRESET', 'connection_reset'],
  ['EPIPE', 'connection_reset'],
  ['UND_ERR_SOCKET', 'connection_reset'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_OVERFLOW', 'response_invalid'],
  ['EPROTO', 'tls_error'],
]);

// OpenSSL's verification codes as Node gives them, by their beginnings.
const TLS_PREFIXES = ['ERR_TLS', 'ERR_SSL', 'CERT_', 'CRL_', 'UNABLE_TO_', 'SELF_SIGNED', 'DEPTH_ZERO', 'INVALID_', 'HOSTNAME_MISMATCH'];

/** Names what went wrong between us and the receiver. */
export function networkErrorOf(error: unknown): DeliveryErrorCode {
  const code = textOf(error, 'code');
  const known = CODES.get(code);
  if (known) return known;
  if (TLS_PREFIXES.some((prefix) => code.startsWith(prefix))) return 'tls_error';
  // undici gives no code to what its parser does not understand.
  return textOf(error, 'name') === 'HTTPParserError' ? 'response_invalid' : 'network_error';
}

function textOf(error: unknown, property: 'code' | 'name'): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, property) : undefined;
  return typeof value === 'string' ? value : '';
}
