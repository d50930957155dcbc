/** Each call in hand may hold so much: 200 calls hold 300 MB at worst, and a second of T.38 with redundancy is some 8 KB. */
export const MAX_DATAGRAM_BYTES = 1024 * 1024;
/** From there on images are left out, so that the end of a long call is there, too. */
export const IMAGE_DATAGRAM_BYTES = 512 * 1024;
export const MAX_DATAGRAMS = 20_000;
/** A call has ten to thirty messages; somebody who floods one is cut off. */
export const MAX_SIP_MESSAGES = 300;
export const MAX_SIP_BYTES = 512 * 1024;
/** 500 pages with error correction have some 10,000; without end only where a far end repeats itself. */
export const MAX_LINE_ENTRIES = 10_000;
/** T.30 frames on V.21 last three seconds at most, which are 95 octets (T.30 5.3.6). */
export const MAX_FRAME_OCTETS = 256;
