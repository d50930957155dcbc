/** Bit n = 1.. of an information field, the first on the line being the top one of an octet. Octets that are not there read as zero (T.30 5.3.6.2). */
export function bitOf(field: Uint8Array, n: number): boolean {
  return ((field[(n - 1) >> 3] ?? 0) & (0x80 >> ((n - 1) & 7))) !== 0;
}

/** The octet with its bits in the opposite order: numbers go out least significant bit first. */
export function reversed(octet: number): number {
  let out = 0;
  for (let bit = 0; bit < 8; bit += 1) if (octet & (1 << bit)) out |= 0x80 >> bit;
  return out;
}

/** Bits 24, 32, 40 ... say that another octet follows (T.30 table 2, "extend"). */
const FIRST_EXTENDED_OCTET = 2;

/** The shortest field of at least three octets that has these bits, with its extension bits. */
export function fieldOf(bits: readonly number[]): Uint8Array {
  const octets = Math.max(3, ...bits.map((n) => ((n - 1) >> 3) + 1));
  const field = new Uint8Array(octets);
  for (const n of bits) field[(n - 1) >> 3] = (field[(n - 1) >> 3] ?? 0) | (0x80 >> ((n - 1) & 7));
  for (let at = FIRST_EXTENDED_OCTET; at < octets - 1; at += 1) field[at] = (field[at] ?? 0) | 1;
  return field;
}
