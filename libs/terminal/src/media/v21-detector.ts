import { meanSquare, MIN_MEAN_SQUARE, toneShare } from './tone-detector.ts';

/** V.21 channel 2, at 300 bit/s: the preamble of every T.30 command is a second of flags. */
const MARK_HZ = 1650;
const SPACE_HZ = 1850;
/** 5 ms: one and a half bits, and both tones are one bin apart. */
const BLOCK_SAMPLES = 40;
/** Six flags and more, but not so many that the preamble is over. */
const WINDOW_BLOCKS = 48;
const MIN_SHARE = 0.6;
/** A block in which the tone changes belongs to both and to neither. */
const MIN_TONE_BLOCKS = 0.8;
/** A flag is six marks and two spaces: a quarter. */
const MIN_SPACES = 0.1;
const MAX_SPACES = 0.45;

type Verdict = 'mark' | 'space' | 'other';

/** Hears the flags of a V.21 preamble, which is sound of a real modem at any speed of a sandbox: a fax machine that speaks without a tone before, or after its tone was missed. */
export class V21Detector {
  readonly #block = new Float64Array(BLOCK_SAMPLES);
  readonly #window: Verdict[] = [];
  #filled = 0;
  #isHeard = false;

  /** True once a preamble has been heard. */
  hear(samples: Int16Array): boolean {
    for (const sample of samples) {
      this.#block[this.#filled] = sample;
      this.#filled += 1;
      if (this.#filled === BLOCK_SAMPLES) this.#judge();
    }
    return this.#isHeard;
  }

  #judge(): void {
    this.#filled = 0;
    if (this.#isHeard) return;
    this.#window.push(verdictOf(this.#block));
    if (this.#window.length > WINDOW_BLOCKS) this.#window.shift();
    if (this.#window.length < WINDOW_BLOCKS) return;
    const share = (wanted: Verdict): number => this.#window.filter((verdict) => verdict === wanted).length / WINDOW_BLOCKS;
    const spaces = share('space');
    this.#isHeard = spaces >= MIN_SPACES && spaces <= MAX_SPACES && spaces + share('mark') >= MIN_TONE_BLOCKS;
  }
}

function verdictOf(block: Float64Array): Verdict {
  if (meanSquare(block) < MIN_MEAN_SQUARE) return 'other';
  const [mark, space] = [toneShare(block, MARK_HZ), toneShare(block, SPACE_HZ)];
  if (mark + space < MIN_SHARE) return 'other';
  return mark > space ? 'mark' : 'space';
}
