import { readFcd } from '../frame/coded-data.ts';
import { BLOCK_FRAMES } from '../frame/partial-page-request.ts';

/** Frames carry 256 or 64 octets, and a last one fewer: anything else is a broken frame, and asked for again. */
const MAX_FRAME_OCTETS = 256;

/** One partial page as its receiver puts it together, over as many bursts as it takes (Annex A.3.6). At most 64 KiB. */
export class IncomingBlock {
  readonly #frames = new Map<number, Uint8Array>();
  #expected = 0;

  /** Keeps a frame of image data; the last good one of a number counts. */
  take(octets: Uint8Array): void {
    const frame = readFcd(octets);
    if (!frame || frame.data.length === 0 || frame.data.length > MAX_FRAME_OCTETS) return;
    this.#frames.set(frame.number, frame.data.slice());
  }

  /** The count of a PPS. That of a resent burst is smaller, so the largest one heard is the block's. */
  expect(count: number): void {
    this.#expected = Math.min(BLOCK_FRAMES, Math.max(this.#expected, count));
  }

  has(number: number): boolean {
    return this.#frames.has(number);
  }

  get isComplete(): boolean {
    for (let number = 0; number < this.#expected; number += 1) if (!this.#frames.has(number)) return false;
    return true;
  }

  get isEmpty(): boolean {
    return this.#frames.size === 0;
  }

  get missingCount(): number {
    let missing = 0;
    for (let number = 0; number < this.#expected; number += 1) if (!this.#frames.has(number)) missing += 1;
    return missing;
  }

  /** The image data in order. A gap is left out: the decoder finds its way back at the next end of line. */
  data(): Uint8Array {
    const pieces: Uint8Array[] = [];
    for (let number = 0; number < this.#expected; number += 1) {
      const piece = this.#frames.get(number);
      if (piece) pieces.push(piece);
    }
    return joined(pieces);
  }
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
