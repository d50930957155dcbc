import type { FailureCause } from './failure-cause.ts';
import { lesserOf, sameSettings, type LineSettings } from './line-settings.ts';

/** One step of the ladder: what the next attempt leaves away, and why that should help. */
export interface Rung {
  readonly limit: Partial<LineSettings>;
  readonly because: string;
}

const rung = (limit: Partial<LineSettings>, because: string): Rung => ({ limit, because });

const WITHOUT_V17 = rung({ v17: false, maxBitRate: 9600 }, 'V.17 is what poor lines and old adapters fail at first; V.29 trains in a simpler way.');
const V27 = rung({ maxBitRate: 4800 }, 'V.27ter asks least of a line: its signal is the narrowest.');
const SLOWEST = rung({ maxBitRate: 2400 }, 'What every machine has to have (T.30, 2.1).');
const WITHOUT_ECM = rung({ ecm: false }, 'Pages may arrive with a damaged row, which is better than none.');
const SHORTER = rung({ maxResolution: 'standard' }, 'Half the rows or a quarter: the page is over before the line is.');
const WITHOUT_T38 = rung({ t38: false }, 'A gateway that fails at T.38 may still let the tones of G.711 through.');

/**
 * What failures teach, in order: a failure takes the first step of its cause that changes anything. Causes that are not
 * here say nothing of the line: a busy number, a person who picked up, our own faults.
 */
export const LADDER: Partial<Readonly<Record<FailureCause, readonly Rung[]>>> = {
  training_failed: [WITHOUT_V17, V27, SLOWEST, WITHOUT_T38],
  dropped_mid_page: [WITHOUT_V17, V27, SHORTER, WITHOUT_T38],
  page_not_confirmed: [WITHOUT_V17, V27, WITHOUT_ECM, SHORTER],
  ecm_failed: [WITHOUT_ECM, WITHOUT_V17, V27],
  protocol_error: [WITHOUT_ECM, WITHOUT_T38],
  far_end_silent: [WITHOUT_V17, V27, WITHOUT_T38, SLOWEST],
  t38_refused: [WITHOUT_T38],
  page_too_slow: [SHORTER, WITHOUT_ECM],
  call_too_long: [SHORTER],
};

/**
 * What the attempt after a failure may offer.
 * @param hasAudio without audio a step that leaves T.38 away is passed over
 */
export function stepDown(settings: LineSettings, cause: FailureCause, hasAudio = true): LineSettings {
  for (const { limit } of LADDER[cause] ?? []) {
    if (limit.t38 === false && !hasAudio) continue;
    const lower = lesserOf(settings, limit);
    if (!sameSettings(lower, settings)) return lower;
  }
  return settings;
}
