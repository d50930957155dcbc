import type { Queryable } from '@faxwire/event-log';
import { SWEEP_BATCH, SWEEP_MAX_BATCHES } from './kafka-limits.ts';

const CLAIM = {
  name: 'consumed_event_claim',
  text: 'INSERT INTO consumed_event (consumer_group, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
};

/**
 * False where the effect is stored already. Waits for another transaction that has claimed it and is still open: of two
 * readers of a partition that changes hands one stores the effect.
 */
export async function claimEvent(on: Queryable, group: string, eventId: string): Promise<boolean> {
  const { rowCount } = await on.query({ ...CLAIM, values: [group, eventId] });
  return rowCount === 1;
}

const SWEEP = `
  DELETE FROM consumed_event WHERE (consumer_group, event_id) IN (
    SELECT consumer_group, event_id FROM consumed_event WHERE at < now() - make_interval(hours => $1)
    ORDER BY at LIMIT ${SWEEP_BATCH} FOR UPDATE SKIP LOCKED
  )`;

/**
 * Forgets what can not come back, because the topic has forgotten it, too.
 * @returns how many
 */
export async function sweepConsumedEvents(on: Queryable, retentionHours: number): Promise<number> {
  let swept = 0;
  for (let batch = 0; batch < SWEEP_MAX_BATCHES; batch += 1) {
    const { rowCount } = await on.query(SWEEP, [retentionHours]);
    swept += rowCount ?? 0;
    if ((rowCount ?? 0) < SWEEP_BATCH) break;
  }
  return swept;
}
