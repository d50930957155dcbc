import type { Attempt } from './fax-state.ts';
import { FULL_SETTINGS, lesserOf, sameSettings, type LineSettings } from './line-settings.ts';

/** With what a destination took its last fax that did not go with everything. */
export interface DestinationLesson {
  readonly settings: LineSettings;
  /** Milliseconds since the Unix epoch. */
  readonly learntAt: number;
}

const DAY_MS = 86_400_000;

interface Decay {
  readonly afterDays: number;
  readonly restores: Partial<LineSettings>;
}

/** Lines are repaired and machines replaced: what costs least to try again comes back first, what costs a call at last. */
const DECAY: readonly Decay[] = [
  // Coarse pages are what a reader notices, and a finer one that fails costs only time.
  { afterDays: 7, restores: { maxResolution: 'superfine' } },
  // A rate too high is noticed in training, and within the call a lower one follows.
  { afterDays: 14, restores: { maxBitRate: 14400, v17: true } },
  { afterDays: 21, restores: { ecm: true } },
  // A gateway that cannot do T.38 is seldom exchanged, and asking it can cost the call.
  { afterDays: 30, restores: { t38: true } },
];

/** From then on nothing is left of a lesson. */
export const LESSON_LIFE_MS = 30 * DAY_MS;

/** With what the first call of the next fax begins. */
export function recalled(lesson: DestinationLesson | undefined, now: number): LineSettings {
  if (!lesson) return FULL_SETTINGS;
  const days = (now - lesson.learntAt) / DAY_MS;
  const restored = DECAY.filter(({ afterDays }) => days >= afterDays).reduce<LineSettings>((settings, { restores }) => ({ ...settings, ...restores }), lesson.settings);
  const { maxResolution, ...rest } = restored;
  return maxResolution === undefined || maxResolution === 'superfine' ? rest : restored;
}

export type Learning = { readonly kind: 'nothing' } | { readonly kind: 'forget' } | { readonly kind: 'remember'; readonly settings: LineSettings };

/**
 * What a call that confirmed the last page teaches. Only what worked is remembered: a fax that failed at every step may have met a machine without paper.
 * What worked as it was recalled teaches nothing new, so that it goes on decaying and more is tried again one day.
 * @param known what is recalled of the destination at that moment
 */
export function learnFrom({ settings, negotiation }: Attempt, known: LineSettings): Learning {
  const needed = negotiation?.transport === 'g711' ? lesserOf(settings, { t38: false }) : settings;
  if (sameSettings(needed, known)) return { kind: 'nothing' };
  return sameSettings(needed, FULL_SETTINGS) ? { kind: 'forget' } : { kind: 'remember', settings: needed };
}
