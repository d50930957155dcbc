/** RTP (RFC 3550 section 5.1), as far as telephone audio needs it. */
export interface RtpPacket {
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Uint8Array;
}

const HEADER_BYTES = 12;
const VERSION_2 = 0x80;
const VERSION_MASK = 0xc0;
/** One Ethernet frame. */
const MAX_RTP_BYTES = 1500;

/** The first octet of every RTP and RTCP packet lies in this range, and UDPTL's only from sequence 32,768 on. */
export function looksLikeRtp(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER_BYTES && ((bytes[0] ?? 0) & VERSION_MASK) === VERSION_2;
}

/** Undefined for whatever is not RTP: there is nobody to complain to. */
export function decodeRtp(bytes: Uint8Array): RtpPacket | undefined {
  if (!looksLikeRtp(bytes) || bytes.length > MAX_RTP_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint8(0);
  let start = HEADER_BYTES + (first & 0x0f) * 4;
  if (first & 0x10) {
    if (start + 4 > bytes.length) return undefined;
    start += 4 + view.getUint16(start + 2) * 4;
  }
  const padding = first & 0x20 ? view.getUint8(bytes.length - 1) : 0;
  const end = bytes.length - padding;
  if (start > end) return undefined;
  return {
    payloadType: view.getUint8(1) & 0x7f,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    payload: bytes.slice(start, end),
  };
}

export function encodeRtp(packet: RtpPacket): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + packet.payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION_2);
  view.setUint8(1, packet.payloadType & 0x7f);
  view.setUint16(2, packet.sequence & 0xffff);
  view.setUint32(4, packet.timestamp >>> 0);
  view.setUint32(8, packet.ssrc >>> 0);
  bytes.set(packet.payload, HEADER_BYTES);
  return bytes;
}
