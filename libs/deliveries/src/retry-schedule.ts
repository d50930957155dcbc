export interface RetrySchedule {
  /** Entry n is the wait before attempt n+1, ms; as many attempts as entries. */
  readonly delaysMs: readonly number[];
  /** A delay grows by up to this fraction, so that what failed together does not come back together. */
  readonly jitterFraction: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Quick for a hiccup, hours for a deployment gone wrong, and days in all for a weekend. */
export const DEFAULT_RETRY_SCHEDULE: RetrySchedule = {
  delaysMs: [0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
  jitterFraction: 0.2,
};

/** A receiver may ask for patience, but not for more than the longest wait of the schedule. */
export const MAX_RETRY_AFTER_MS = 24 * HOUR;

/**
 * The wait after the n-th attempt failed, ms; undefined when that was the last.
 * @param random 0 to 1
 */
export function delayAfter(failed: { readonly attempt: number; readonly retryAfterMs?: number }, schedule: RetrySchedule, random: number): number | undefined {
  const delay = schedule.delaysMs[failed.attempt];
  if (delay === undefined) return undefined;
  return Math.max(delay * (1 + schedule.jitterFraction * random), Math.min(failed.retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
}
