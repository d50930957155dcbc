import type { UdptlTap } from '@faxwire/terminal';
import type { CallRecorder } from './call-recorder.ts';

interface Address {
  readonly address: string;
  readonly port: number;
}

/** Writes the T.38 of a call down. A datagram counts as an image when the last packet of its direction was nothing else. */
export function udptlTap(recorder: CallRecorder, between: { readonly local: Address; readonly remote: Address }): UdptlTap {
  const isImage = { sent: false, received: false };
  return {
    packet: (direction, ifp) => {
      isImage[direction] = recorder.packet(direction, ifp);
    },
    datagram: (direction, octets) => recorder.datagram(direction, octets, { ...between, isImage: isImage[direction] }),
  };
}
