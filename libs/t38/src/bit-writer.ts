/** Writes aligned PER: bits from the top of each octet, octet strings from the next whole octet. */
export class BitWriter {
  #bit = 0;
  readonly #bytes: Uint8Array;

  constructor(mostBytes: number) {
    this.#bytes = new Uint8Array(mostBytes);
  }

  bits(value: number, count: number): void {
    for (let i = count - 1; i >= 0; i -= 1, this.#bit += 1) {
      if ((value >> i) & 1) this.#bytes[this.#bit >> 3] = (this.#bytes[this.#bit >> 3] ?? 0) | (0x80 >> (this.#bit & 7));
    }
  }

  octets(bytes: Uint8Array): void {
    const start = this.#wholeOctet();
    this.#bytes.set(bytes, start);
    this.#bit = (start + bytes.length) * 8;
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#wholeOctet());
  }

  #wholeOctet(): number {
    return (this.#bit + 7) >> 3;
  }
}
