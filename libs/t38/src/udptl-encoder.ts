import type { UdptlDatagram } from './udptl.ts';

const SEQUENCE_BYTES = 2;
const REDUNDANCY_HEAD_BYTES = 2;
const FEC_HEAD_BYTES = 4;
const FEC_FLAG = 0x80;
/** `span` is an integer of one octet, and says so in front. */
const SPAN_BYTES = 1;

/** Writes one datagram; the caller keeps it within the far end's T38FaxMaxDatagram. */
export function encodeUdptl({ sequence, primary, recovery }: UdptlDatagram): Uint8Array {
  const isFec = recovery.kind === 'fec';
  const older = isFec ? recovery.parities : recovery.secondaries;
  const headBytes = SEQUENCE_BYTES + (isFec ? FEC_HEAD_BYTES : REDUNDANCY_HEAD_BYTES);
  const out = new Uint8Array(older.reduce((sum, bytes) => sum + stringSize(bytes), headBytes + stringSize(primary)));
  out[0] = sequence >> 8;
  out[1] = sequence & 0xff;
  let at = writeString(out, SEQUENCE_BYTES, primary);
  const head = isFec ? [FEC_FLAG, SPAN_BYTES, recovery.span, older.length] : [0, older.length];
  out.set(head, at);
  at += head.length;
  for (const bytes of older) at = writeString(out, at, bytes);
  return out;
}

/** Octets a packet takes inside a datagram, its length prefix included. */
export function stringSize(bytes: Uint8Array): number {
  return bytes.length + (bytes.length < 0x80 ? 1 : 2);
}

/** Returns where the next one goes. */
function writeString(out: Uint8Array, start: number, bytes: Uint8Array): number {
  let at = start;
  if (bytes.length >= 0x80) out[at++] = 0x80 | (bytes.length >> 8);
  out[at++] = bytes.length & 0xff;
  out.set(bytes, at);
  return at + bytes.length;
}
