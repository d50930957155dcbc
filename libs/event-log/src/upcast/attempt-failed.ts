import type { StoredData, Upcaster } from './upcaster.ts';

/**
 * An attempt that failed without a `jitter` would have its next attempt at no time at all. None was drawn, so none is
 * added: it comes when its cause says. Where one was drawn it stays, for the version was not noted at first.
 */
export const attemptFailedWithJitter: Upcaster = {
  type: 'AttemptFailed',
  from: 1,
  lift: (data: StoredData): StoredData => ({ ...data, jitter: data['jitter'] ?? 0 }),
};
