/** What can go wrong between us and a server. */
export type NetworkErrorCode =
  /** Not over within the total deadline, whatever it was waiting for. */
  | 'timeout'
  | 'connection_refused'
  | 'connection_reset'
  | 'unreachable'
  | 'tls_error'
  | 'response_invalid'
  | 'network_error';

const CODES = new Map<string, NetworkErrorCode>([
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

/** Names what went wrong between us and the server. */
export function networkErrorOf(error: unknown): NetworkErrorCode {
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
