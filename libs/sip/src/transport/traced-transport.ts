import type { Clock } from '../clock.ts';
import type { Remote, SipTransport } from './transport.ts';

/** One message as it stood on the wire. */
export interface TracedMessage {
  readonly direction: 'in' | 'out';
  /** Must not be changed, and is to be copied by whoever keeps it: the transport may use it again. */
  readonly bytes: Uint8Array;
  readonly peer: Remote;
  /** By the clock of the user agent. */
  readonly atMs: number;
}

/** Told of every message before it is read or after it was handed to the network, garbage included. */
export type SipTrace = (traced: TracedMessage) => void;

/** The same transport with somebody looking on. */
export function tracedTransport(transport: SipTransport, clock: Clock, trace: SipTrace): SipTransport {
  return {
    local: transport.local,
    send: (bytes, peer, onError) => {
      transport.send(bytes, peer, onError);
      trace({ direction: 'out', bytes, peer, atMs: clock.now() });
    },
    onMessage: (listener) =>
      transport.onMessage((bytes, peer) => {
        trace({ direction: 'in', bytes, peer, atMs: clock.now() });
        listener(bytes, peer);
      }),
    localFor: (remote) => transport.localFor?.(remote),
    close: () => transport.close(),
  };
}
