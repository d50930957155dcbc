import { serialiseMessage } from '../message/serialise-message.ts';
import type { SipRequest } from '../message/message.ts';
import type { Remote, SipTransport } from '../transport/transport.ts';

/** RFC 3261 18.1.1: longer requests are broken into fragments where the path is unknown, and lost with any of them. */
const DATAGRAM_BYTES_MAX = 1_300;

/** A long request goes by TCP where there is TCP; a peer that takes none gets it by UDP after all. */
export function hopsBySize(request: SipRequest, hop: Remote, transport: SipTransport): readonly Remote[] {
  if ((hop.transport ?? 'udp') !== 'udp') return [hop];
  const stream: Remote = { ...hop, transport: 'tcp' };
  const isPossible = transport.localFor?.(stream) !== undefined;
  return isPossible && serialiseMessage(request).length > DATAGRAM_BYTES_MAX ? [stream, hop] : [hop];
}
