/** Aligned PER takes bits from the top of each octet and octet strings from the next whole octet. */
export class BitReader {
  #bit = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** Undefined once the packet has run out: the caller turns that into `truncated`. */
  bits(count: number): number | undefined {
    if (this.#bit + count > this.bytes.length * 8) return undefined;
    let value = 0;
    for (let i = 0; i < count; i += 1, this.#bit += 1) {
      const octet = this.bytes[this.#bit >> 3] ?? 0;
      value = (value << 1) | ((octet >> (7 - (this.#bit & 7))) & 1);
    }
    return value;
  }

  octets(count: number): Uint8Array | undefined {
    this.#align();
    const start = this.#bit >> 3;
    if (start + count > this.bytes.length) return undefined;
    this.#bit += count * 8;
    return this.bytes.slice(start, start + count);
  }

  /** FEC repair pads with zeros, so zeros after the end are legal and anything else is not. */
  restIsZero(): boolean {
    this.#align();
    return this.bytes.subarray(this.#bit >> 3).every((octet) => octet === 0);
  }

  #align(): void {
    this.#bit = (this.#bit + 7) & ~7;
  }
}
