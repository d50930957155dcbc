/** Numbers that bound what peers of TCP and TLS can make us hold. */
export interface StreamLimits {
  /** Connections at once, both directions: each costs a descriptor. */
  readonly connections: number;
  /** Of one address that came to us: one peer must not take them all. */
  readonly connectionsPerSource: number;
  /** A connection not standing by then counts as refused; below the time after which a request goes elsewhere. */
  readonly connectTimeoutMs: number;
  /** A message that began must end within this: senders of a byte a minute would hold connections for ever. */
  readonly messageTimeoutMs: number;
  /** A connection without any traffic is closed after this; a call has nothing to say for minutes. */
  readonly idleTimeoutMs: number;
  /** Unsent bytes of one connection: a peer that does not read is left. */
  readonly backlogBytes: number;
  /** Double line ends on connections that we opened keep address translators from forgetting them (RFC 5626 4.4.1). */
  readonly keepAliveMs: number;
}

export const DEFAULT_STREAM_LIMITS: StreamLimits = {
  connections: 1_000,
  connectionsPerSource: 20,
  connectTimeoutMs: 3_000,
  messageTimeoutMs: 10_000,
  idleTimeoutMs: 600_000,
  backlogBytes: 1_048_576,
  keepAliveMs: 95_000,
};
