export interface Remote {
  readonly host: string;
  readonly port: number;
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
  close(): Promise<void>;
}
