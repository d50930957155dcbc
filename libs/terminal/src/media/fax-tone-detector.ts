import type { Tone } from './tone-detector.ts';
import { ToneDetector } from './tone-detector.ts';
import { V21Detector } from './v21-detector.ts';

/** What tells a fax machine from a person: the calling tone, the answer tone, or the flags before a command. */
export type FaxTone = 'cng' | 'ced' | 'v21';

/** T.30 4.1: 1100 Hz +-38, half a second of it. Blocks of 8 ms are wide enough for that tolerance. */
const CNG: Tone = { hz: 1100, blockSamples: 64, minShare: 0.6, minMs: 300 };
/** T.30 4.3.3.1: 2100 Hz +-15; ANSam's phase reversals spoil one block in twenty. A syllable may whistle for less than 0.4 s. */
const CED: Tone = { hz: 2100, blockSamples: 160, minShare: 0.7, minMs: 400 };

/** Hears each of them once. */
export class FaxToneDetector {
  readonly #listening: Map<FaxTone, { hear(samples: Int16Array): boolean }>;

  constructor(speed: number) {
    this.#listening = new Map<FaxTone, { hear(samples: Int16Array): boolean }>([
      ['cng', new ToneDetector(CNG, speed)],
      ['ced', new ToneDetector(CED, speed)],
      ['v21', new V21Detector()],
    ]);
  }

  /** The tones that became certain with these samples. */
  hear(samples: Int16Array): FaxTone[] {
    const heard = [...this.#listening].filter(([, detector]) => detector.hear(samples)).map(([tone]) => tone);
    for (const tone of heard) this.#listening.delete(tone);
    return heard;
  }
}
