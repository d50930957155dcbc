import { SAMPLE_RATE_HZ } from './audio-signal.ts';

/** About -40 dBm0: quieter is line noise. */
export const MIN_MEAN_SQUARE = 100 ** 2;
/** At any speed: one block alone can be a click. */
const MIN_BLOCKS = 2;

export interface Tone {
  readonly hz: number;
  /** Short enough for the tolerance of the tone, long enough against speech. */
  readonly blockSamples: number;
  /** Share of the energy that must be in the tone. */
  readonly minShare: number;
  /** How long it must be heard without a break. */
  readonly minMs: number;
}

/** Hears one steady tone in a stream of samples. */
export class ToneDetector {
  readonly #tone: Tone;
  readonly #block: Float64Array;
  readonly #neededBlocks: number;
  #filled = 0;
  #toneBlocks = 0;

  /** @param speed shortens the time that the tone must last */
  constructor(tone: Tone, speed: number) {
    this.#tone = tone;
    this.#block = new Float64Array(tone.blockSamples);
    const blockMs = (tone.blockSamples / SAMPLE_RATE_HZ) * 1000;
    this.#neededBlocks = Math.max(MIN_BLOCKS, Math.ceil(tone.minMs / blockMs / speed));
  }

  /** True once enough of the tone has been heard without a break. */
  hear(samples: Int16Array): boolean {
    for (const sample of samples) {
      this.#block[this.#filled] = sample;
      this.#filled += 1;
      if (this.#filled === this.#block.length) this.#judge();
    }
    return this.#toneBlocks >= this.#neededBlocks;
  }

  #judge(): void {
    this.#filled = 0;
    if (this.#toneBlocks >= this.#neededBlocks) return;
    const { hz, minShare } = this.#tone;
    const isTone = meanSquare(this.#block) > MIN_MEAN_SQUARE && toneShare(this.#block, hz) > minShare;
    this.#toneBlocks = isTone ? this.#toneBlocks + 1 : 0;
  }
}

export function meanSquare(block: Float64Array): number {
  return block.reduce((sum, sample) => sum + sample * sample, 0) / block.length;
}

/** Goertzel's recurrence gives the power at one frequency; 2/N of it against the sum of squares is its share. */
export function toneShare(block: Float64Array, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE_HZ);
  let last = 0;
  let beforeLast = 0;
  let energy = 0;
  for (const sample of block) {
    const next = sample + coefficient * last - beforeLast;
    beforeLast = last;
    last = next;
    energy += sample * sample;
  }
  const power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
  return energy === 0 ? 0 : (2 * power) / block.length / energy;
}
