import { SAMPLE_RATE_HZ } from './audio-signal.ts';

/** T.30 allows 2100 Hz +-15; ANSam's phase reversals spoil one block in twenty. */
const CED_HZ = 2100;
/** 20 ms: wide enough for the tolerance, narrow enough against speech. */
const BLOCK_SAMPLES = 160;
/** Share of the energy that must be in the tone; speech never puts this much there. */
const MIN_TONE_SHARE = 0.7;
/** About -40 dBm0: quieter is line noise. */
const MIN_MEAN_SQUARE = 100 ** 2;
/** A syllable may whistle for less; an answer tone lasts 2.6 s and more. */
const MIN_TONE_MS = 400;
const BLOCK_MS = (BLOCK_SAMPLES / SAMPLE_RATE_HZ) * 1000;
/** At any speed: one block alone can be a click. */
const MIN_BLOCKS = 2;

/** Hears the answer tone of a fax machine in a stream of samples. */
export class CedDetector {
  readonly #block = new Float64Array(BLOCK_SAMPLES);
  readonly #neededBlocks: number;
  #filled = 0;
  #toneBlocks = 0;

  constructor(speed: number) {
    this.#neededBlocks = Math.max(MIN_BLOCKS, Math.ceil(MIN_TONE_MS / BLOCK_MS / speed));
  }

  /** True once enough of the tone has been heard without a break. */
  hear(samples: Int16Array): boolean {
    for (const sample of samples) {
      this.#block[this.#filled] = sample;
      this.#filled += 1;
      if (this.#filled === BLOCK_SAMPLES) this.#judge();
    }
    return this.#toneBlocks >= this.#neededBlocks;
  }

  #judge(): void {
    this.#filled = 0;
    this.#toneBlocks = isTone(this.#block) ? this.#toneBlocks + 1 : 0;
  }
}

/** Goertzel's recurrence gives the power at one frequency; 2/N of it against the sum of squares is its share. */
function isTone(block: Float64Array): boolean {
  const coefficient = 2 * Math.cos((2 * Math.PI * CED_HZ) / SAMPLE_RATE_HZ);
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
  return energy / block.length > MIN_MEAN_SQUARE && (2 * power) / block.length > MIN_TONE_SHARE * energy;
}
