import type { Attempt } from './fax-state.ts';

/** Calls to a destination that a voice answered, with no fax machine between them, whichever tenants' faxes they were for. */
export interface VoicesHeard {
  readonly calls: number;
  /** Milliseconds since the Unix epoch. */
  readonly lastAt: number;
}

/** One may have picked up the telephone on the fax's line; after the second call in a row a person is being rung. */
const VOICES_BEFORE_REST = 2;
const HOUR_MS = 3_600_000;
/**
 * After the second, the third, and every further call that a voice answered. None is longer than the day that a fax has, so that a fax that
 * is accepted meanwhile sees the end of the rest: no tenant closes a destination to another for longer than its people pick up themselves.
 */
const RESTS_MS = [4 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS] as const;
const LONGEST_REST_MS = RESTS_MS[2];

/** Numbers are given to others, and machines connected: a voice that nobody has heard again for so long is forgotten. */
export const VOICES_LIFE_MS = 7 * 24 * HOUR_MS;

/** Until when a destination is not called, ms since the Unix epoch; undefined where it may be. */
export function restsUntil(heard: VoicesHeard | undefined, now: number): number | undefined {
  if (!heard || heard.calls < VOICES_BEFORE_REST) return undefined;
  const until = heard.lastAt + (RESTS_MS[heard.calls - VOICES_BEFORE_REST] ?? LONGEST_REST_MS);
  return now < until ? until : undefined;
}

/**
 * What a call says of who is there. Only what was heard on the line counts, and nothing that a sender claims; a machine that agreed on a
 * transmission is one, even if the fax failed.
 */
export function heardIn({ negotiation, failure }: Attempt): 'machine' | 'voice' | 'neither' {
  if (negotiation) return 'machine';
  return failure?.cause === 'voice_answered' ? 'voice' : 'neither';
}
