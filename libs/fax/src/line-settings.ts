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

export const FULL_SETTINGS: LineSettings = { maxBitRate: 14400, v17: true, ecm: true, t38: true };

const RESOLUTIONS: readonly Resolution[] = ['standard', 'fine', 'superfine'];

/** What both allow. */
export function lesserOf(settings: LineSettings, limit: Partial<LineSettings>): LineSettings {
  const { maxBitRate, v17, ecm, t38, maxResolution } = limit;
  const resolution = coarser(settings.maxResolution, maxResolution);
  return {
    maxBitRate: Math.min(settings.maxBitRate, maxBitRate ?? settings.maxBitRate) as BitRate,
    v17: settings.v17 && v17 !== false,
    ecm: settings.ecm && ecm !== false,
    t38: settings.t38 && t38 !== false,
    ...(resolution && { maxResolution: resolution }),
  };
}

function coarser(a: Resolution | undefined, b: Resolution | undefined): Resolution | undefined {
  return RESOLUTIONS.find((resolution) => resolution === a || resolution === b);
}

export function sameSettings(a: LineSettings, b: LineSettings): boolean {
  return a.maxBitRate === b.maxBitRate && a.v17 === b.v17 && a.ecm === b.ecm && a.t38 === b.t38 && a.maxResolution === b.maxResolution;
}
