import type { UdptlDatagram } from './udptl.ts';

const FEC_FLAG = 0x80;
/** `span` is an integer of one octet, and says so in front. */
const SPAN_BYTES = 1;

/** Writes one datagram; the caller keeps it within the far end's T38FaxMaxDatagram. */
export function encodeUdptl(datagram: UdptlDatagram): Uint8Array {
  const out = [datagram.sequence >> 8, datagram.sequence & 0xff];
  writeString(out, datagram.primary);
  const recovery = datagram.recovery;
  if (recovery.kind === 'redundancy') {
    out.push(0, recovery.secondaries.length);
    for (const secondary of recovery.secondaries) writeString(out, secondary);
  } else {
    out.push(FEC_FLAG, SPAN_BYTES, recovery.span, recovery.parities.length);
    for (const parity of recovery.parities) writeString(out, parity);
  }
  return Uint8Array.from(out);
}

/** Octets a packet takes inside a datagram, its length prefix included. */
export function stringSize(bytes: Uint8Array): number {
  return bytes.length + (bytes.length < 0x80 ? 1 : 2);
}

function writeString(out: number[], bytes: Uint8Array): void {
  if (bytes.length < 0x80) out.push(bytes.length);
  else out.push(0x80 | (bytes.length >> 8), bytes.length & 0xff);
  for (const octet of bytes) out.push(octet);
}
