/** FCS of 16 bits and a closing flag of 8: on the line, but never in T.38 packets. */
const TAIL_BITS = 24;
/** Five ones in a row are followed by a zero that the receiver takes out. */
const ONES_TO_STUFF = 5;

/** For a run of `ones` before an octet: the zeros put into it, and the run behind it. */
const STUFFING = Array.from({ length: ONES_TO_STUFF }, (_, ones) => Uint8Array.from({ length: 256 }, (_octet, octet) => stuff(octet, ones)));

/** What a frame takes on the line beyond its own octets, in ms: zeros stuffed, FCS, closing flag. A gateway plays it to a modem. */
export function frameTailMs(frame: Uint8Array, bitRate: number): number {
  let stuffed = 0;
  let ones = 0;
  for (const octet of frame) {
    const step = STUFFING[ones]?.[octet] ?? 0;
    stuffed += step >> 4;
    ones = step & 0xf;
  }
  return ((stuffed + TAIL_BITS) * 1000) / bitRate;
}

export function octetsMs(octets: number, bitRate: number): number {
  return (octets * 8000) / bitRate;
}

function stuff(octet: number, onesBefore: number): number {
  let [stuffed, ones] = [0, onesBefore];
  for (let bit = 7; bit >= 0; bit -= 1) {
    ones = (octet >> bit) & 1 ? ones + 1 : 0;
    if (ones < ONES_TO_STUFF) continue;
    stuffed += 1;
    ones = 0;
  }
  return (stuffed << 4) | ones;
}
