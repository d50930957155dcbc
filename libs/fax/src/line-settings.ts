import type { Resolution } from './fax-event.ts';

/** What the sending terminal may use in one attempt (ITU-T T.30, DIS/DCS capabilities). */
export interface LineSettings {
  /** Highest rate offered, bit/s. */
  readonly maxBitRate: BitRate;
  readonly v17: boolean;
  /** Error correction mode (T.30 Annex A). */
  readonly ecm: boolean;
  /** False: as audio over G.711 from the start, where the trunk has that at all. */
  readonly t38: boolean;
  /** Finer pages are sent in this one, which makes them shorter on the line. Left out: every page as it was rendered. */
  readonly maxResolution?: Resolution;
}

/** How faxes go over a trunk: T.38 alone, audio over G.711 where T.38 cannot be had, or audio from the start. */
export type T38Use = 'only' | 'then-g711' | 'g711';

/** What an attempt does on a trunk: its settings can leave T.38 away only where the trunk has audio as well. */
export function t38UseOn(trunk: T38Use, { t38 }: Pick<LineSettings, 't38'>): T38Use {
  return trunk === 'then-g711' && !t38 ? 'g711' : trunk;
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
