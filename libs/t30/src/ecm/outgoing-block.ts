import { returnToControl, writeFcd } from '../frame/coded-data.ts';
import { BLOCK_FRAMES } from '../frame/partial-page-request.ts';
import type { BlockEnd, PageEnd } from '../frame/page-end.ts';

/** One partial page as its sender keeps it until it is confirmed (Annex A.3.6). */
export class OutgoingBlock {
  /** Frames that the next burst carries. */
  #wanted: number[];
  #burstSize = 0;
  readonly #frames: readonly Uint8Array[];
  /** Frames sent more than once. */
  retransmitted = 0;

  constructor(
    data: Uint8Array,
    readonly frameOctets: number,
    readonly end: BlockEnd,
  ) {
    this.#frames = cut(data, frameOctets);
    this.#wanted = this.#frames.map((_, number) => number);
  }

  get frameCount(): number {
    return this.#frames.length;
  }

  get wantedCount(): number {
    return this.#wanted.length;
  }

  /** Frames of the last burst, for the PPS behind it. */
  get burstSize(): number {
    return this.#burstSize;
  }

  /** FCD frames that are wanted, then RCP three times. */
  burst(): Uint8Array[] {
    if (this.#burstSize > 0) this.retransmitted += this.#wanted.length;
    this.#burstSize = this.#wanted.length;
    return [...this.#wanted.map((number) => this.#frames[number] ?? new Uint8Array()), ...returnToControl()];
  }

  /** Frames that the far end asks for; none of ours means that all arrived. */
  request(numbers: readonly number[]): void {
    this.#wanted = numbers.filter((number) => number < this.#frames.length);
  }
}

/** The last frame of a page is filled with zeros, which no image decoder minds (Annex A.3.6.1). */
function cut(data: Uint8Array, frameOctets: number): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += frameOctets) {
    const piece = new Uint8Array(frameOctets);
    piece.set(data.subarray(at, at + frameOctets));
    frames.push(writeFcd({ number: frames.length, data: piece }));
  }
  return frames;
}

/** A page in blocks: all but the last end with NULL. An empty page is one block of one frame. */
export function blocksOf(data: Uint8Array, frameOctets: number, end: PageEnd): OutgoingBlock[] {
  const blockOctets = frameOctets * BLOCK_FRAMES;
  const count = Math.max(1, Math.ceil(data.length / blockOctets));
  return Array.from({ length: count }, (_, at) => {
    const piece = data.length === 0 ? new Uint8Array(1) : data.subarray(at * blockOctets, (at + 1) * blockOctets);
    return new OutgoingBlock(piece, frameOctets, at === count - 1 ? end : 'NULL');
  });
}
