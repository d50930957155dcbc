/** What a machine sounds like before T.38: the calling tone, the answer tone, a person, or nothing. */
export type AudioSignal = 'silence' | 'cng' | 'ced' | 'voice';

export const SAMPLE_RATE_HZ = 8000;
/** T.30 4.1: CNG 1100 Hz, half a second in every three and a half. */
const CNG_HZ = 1100;
const CNG_ON_SECONDS = 0.5;
const CNG_CYCLE_SECONDS = 3.5;
/** T.30 4.3.3.1: after 0.2 s of silence 2.6 to 4 s of 2100 Hz. */
const CED_HZ = 2100;
const CED_FROM_SECONDS = 0.2;
const CED_TO_SECONDS = 3.2;
/** -13 dBm0, as fax machines send. */
const TONE_AMPLITUDE = 7000;
/** A low voice, four syllables a second, with breath in it. */
const PITCH_HZ = 120;
const HARMONICS = [1, 2, 3, 5, 7] as const;
const SYLLABLES_HZ = 4;
const BREATH_AMPLITUDE = 700;

/** Sample by sample; `speed` shortens the cadence, never the pitch. */
export class SignalSource {
  #sample = 0;
  #noise = 0x2545f491;

  constructor(
    private readonly signal: AudioSignal,
    private readonly speed: number,
  ) {}

  take(count: number): Int16Array {
    return Int16Array.from({ length: count }, () => this.#next());
  }

  #next(): number {
    const seconds = this.#sample / SAMPLE_RATE_HZ;
    this.#sample += 1;
    const cadence = seconds * this.speed;
    switch (this.signal) {
      case 'silence':
        return 0;
      case 'cng':
        return cadence % CNG_CYCLE_SECONDS < CNG_ON_SECONDS ? tone(CNG_HZ, seconds) : 0;
      case 'ced':
        return cadence >= CED_FROM_SECONDS && cadence < CED_TO_SECONDS ? tone(CED_HZ, seconds) : 0;
      case 'voice':
        return this.#voice(seconds);
    }
  }

  #voice(seconds: number): number {
    const syllable = Math.max(0, Math.sin(2 * Math.PI * SYLLABLES_HZ * seconds));
    const voiced = HARMONICS.reduce((sum, n) => sum + tone(PITCH_HZ * n, seconds) / (2 * n), 0);
    return Math.round(syllable * (voiced + BREATH_AMPLITUDE * this.#random()));
  }

  /** -1..1 from a xorshift register: noise need not be random, and tests need it the same each time. */
  #random(): number {
    let x = this.#noise;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#noise = x;
    return x / 2 ** 31;
  }
}

function tone(hz: number, seconds: number): number {
  return Math.round(TONE_AMPLITUDE * Math.sin(2 * Math.PI * hz * seconds));
}
