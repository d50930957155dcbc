import { BitReader } from './bit-reader.ts';
import type { PackedCode } from './run-code.ts';

/** Code words one after another, the first bit on the line in the top bit. Grows as it must. */
export class BitWriter {
  #octets: Uint8Array;
  #length = 0;
  /** Bits that do not fill an octet yet, in the lowest places. */
  #pending = 0;
  #pendingBits = 0;

  constructor(expectedOctets: number) {
    this.#octets = new Uint8Array(Math.max(expectedOctets, 64));
  }

  get bits(): number {
    return this.#length * 8 + this.#pendingBits;
  }

  put(code: PackedCode): void {
    const bits = code & 15;
    this.#pending = (this.#pending << bits) | (code >> 4);
    this.#pendingBits += bits;
    if (this.#pendingBits >= 8) this.#flush();
  }

  /** Zeros, as many as are left to so many bits in all. */
  zerosUpTo(bits: number): void {
    while (this.bits < bits) this.put(Math.min(bits - this.bits, 8));
  }

  /** Bits of elsewhere, from one place up to, not including, another. */
  copy(octets: Uint8Array, fromBit: number, toBit: number): void {
    const reader = new BitReader();
    reader.push(octets.subarray(fromBit >> 3, (toBit + 7) >> 3));
    reader.skip(fromBit & 7);
    let left = toBit - fromBit;
    for (; left >= 8; left -= 8) {
      this.put((reader.peek(8) << 4) | 8);
      reader.skip(8);
    }
    if (left > 0) this.put((reader.peek(left) << 4) | left);
  }

  /** What was written, its last octet filled with zeros. */
  end(): Uint8Array {
    this.zerosUpTo(Math.ceil(this.bits / 8) * 8);
    return this.#octets.slice(0, this.#length);
  }

  #flush(): void {
    if (this.#length + 4 > this.#octets.length) this.#grow();
    while (this.#pendingBits >= 8) {
      this.#pendingBits -= 8;
      this.#octets[this.#length++] = this.#pending >> this.#pendingBits;
    }
    this.#pending &= 0xff;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#octets.length * 2);
    larger.set(this.#octets);
    this.#octets = larger;
  }
}
