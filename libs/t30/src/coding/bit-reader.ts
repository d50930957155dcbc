/** Octets in front of the place that are kept, so that zeros read as the end of a word still count for an end of line. */
const KEPT_OCTETS = 2;
/** Octets behind the end that may be looked at: they are zeros. */
const PADDING_OCTETS = 4;

/** Bits of a stream that comes in pieces, the first one in the top bit. Holds little more than what is not read yet. */
export class BitReader {
  #octets = new Uint8Array(256);
  /** In bits. */
  #at = 0;
  #end = 0;

  get available(): number {
    return this.#end - this.#at;
  }

  push(octets: Uint8Array): void {
    const from = Math.max((this.#at >> 3) - KEPT_OCTETS, 0);
    const held = (this.#end >> 3) - from;
    const needed = held + octets.length + PADDING_OCTETS;
    const target = needed > this.#octets.length ? new Uint8Array(needed) : this.#octets;
    target.set(this.#octets.subarray(from, from + held));
    target.set(octets, held);
    target.fill(0, held + octets.length, needed);
    this.#octets = target;
    this.#at -= from * 8;
    this.#end = (held + octets.length) * 8;
  }

  /** The next bits, up to 24, not taken yet; zeros behind the end. */
  peek(bits: number): number {
    const octets = this.#octets;
    const first = this.#at >> 3;
    const word = ((octets[first]! << 24) | (octets[first + 1]! << 16) | (octets[first + 2]! << 8) | octets[first + 3]!) << (this.#at & 7);
    return word >>> (32 - bits);
  }

  skip(bits: number): void {
    this.#at += bits;
  }

  /** How many of the bits just read are zeros, up to so many. */
  zerosBehind(most: number): number {
    let zeros = 0;
    while (zeros < most && this.#at - zeros > 0 && this.#bit(this.#at - zeros - 1) === 0) zeros += 1;
    return zeros;
  }

  #bit(at: number): number {
    return (this.#octets[at >> 3]! >> (7 - (at & 7))) & 1;
  }
}
