/** What the sending terminal may use in one attempt (ITU-T T.30, DIS/DCS capabilities). */
export interface LineSettings {
  /** Highest rate offered, bit/s. */
  readonly maxBitRate: BitRate;
  readonly v17: boolean;
  /** Error correction mode (T.30 Annex A). */
  readonly ecm: boolean;
  readonly t38: boolean;
}

export type BitRate = 14400 | 9600 | 4800 | 2400;

/** What a failed attempt teaches the next one. */
export type StepDown = 'nothing' | 'rate' | 'ecm';

export const FULL_SETTINGS: LineSettings = { maxBitRate: 14400, v17: true, ecm: true, t38: true };

// V.17 is what poor lines and old adapters fail at first; below it V.29 at 9600, then V.27ter.
const LOWER_RATE: Record<BitRate, BitRate> = { 14400: 9600, 9600: 4800, 4800: 2400, 2400: 2400 };

export function stepDown(settings: LineSettings, by: StepDown): LineSettings {
  switch (by) {
    case 'nothing':
      return settings;
    case 'rate':
      return { ...settings, maxBitRate: LOWER_RATE[settings.maxBitRate], v17: false };
    case 'ecm':
      return { ...settings, ecm: false };
  }
}
