export type TransportKind = 'udp' | 'tcp' | 'tls';

export interface Remote {
  readonly host: string;
  readonly port: number;
  /** UDP where it is left out. */
  readonly transport?: TransportKind;
  /** The name that the certificate of a TLS peer has to show, where `host` is an address found for it. */
  readonly serverName?: string;
  /** Port of a connection to the same host that is used as long as it stands (RFC 5923). */
  readonly standingPort?: number;
}

/** What the user agent needs from a network. One message per `send`; delivery is not promised. */
export interface SipTransport {
  readonly local: Remote;
  /**
   * `onError` tells of a local failure (no route, no such host, message too long), never of a lost datagram, and not
   * before `send` has returned.
   */
  send(bytes: Uint8Array, remote: Remote, onError?: (detail: string) => void): void;
  onMessage(listener: (bytes: Uint8Array, remote: Remote) => void): void;
  /** Where a message to `remote` leaves from and its answer is awaited; undefined: it is `local`, by UDP. */
  localFor?(remote: Remote): Remote | undefined;
  /** Shows translators on the way to `remote` that the flow is in use (RFC 5626 3.5.1); opens none. */
  keepAlive?(remote: Remote): void;
  /** Told of a connection of ours that broke, as it was asked for: what was registered over it is not reached any more. */
  onFlowFailed?(listener: (remote: Remote) => void): void;
  close(): Promise<void>;
}
