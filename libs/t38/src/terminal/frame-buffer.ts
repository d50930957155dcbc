/** FCD: address, control, FCF, number and 256 octets. A command of V.21 may last 3.45 s, which is less. */
const MAX_FRAME_OCTETS = 272;

/** Puts a frame together from packets. A gap inside it, or too many octets, make it bad. */
export class FrameBuffer {
  #octets = new Uint8Array(MAX_FRAME_OCTETS);
  #length = 0;
  #isBroken = false;
  #gapBefore = false;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(bytes: Uint8Array): void {
    if (this.isEmpty) this.#begin(bytes);
    const fits = bytes.subarray(0, MAX_FRAME_OCTETS - this.#length);
    if (fits.length < bytes.length) this.#isBroken = true;
    this.#octets.set(fits, this.#length);
    this.#length += fits.length;
  }

  /** Packets are missing here. */
  gap(): void {
    if (this.isEmpty) this.#gapBefore = true;
    else this.#isBroken = true;
  }

  close(fcsOk: boolean): { readonly octets: Uint8Array; readonly intact: boolean } {
    const frame = { octets: this.#octets.slice(0, this.#length), intact: fcsOk && !this.#isBroken };
    this.clear();
    return frame;
  }

  clear(): void {
    this.#length = 0;
    this.#isBroken = false;
    this.#gapBefore = false;
  }

  /** What was lost before the first octet may have been the one before it: a frame begins with its address, all ones. */
  #begin(bytes: Uint8Array): void {
    if (this.#gapBefore && bytes[0] !== 0xff) this.#isBroken = true;
    this.#gapBefore = false;
  }
}
