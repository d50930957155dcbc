const OCTET_VALUES = 256;
const TURNED = Uint8Array.from({ length: OCTET_VALUES }, (_, octet) => Array.from({ length: 8 }, (_bit, n) => ((octet >> n) & 1) << (7 - n)).reduce((sum, bit) => sum | bit, 0));

/** Octets of SpanDSP, which has the first bit on the line lowest, with that bit on top: as all of ours are. */
export function inLineOrder(octets: Uint8Array): Uint8Array {
  return octets.map((octet) => TURNED[octet] ?? 0);
}
