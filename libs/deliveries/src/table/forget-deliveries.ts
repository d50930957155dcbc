import type { Queries } from '../queries.ts';

/** In one statement: more would hold locks for long, and the next turn comes soon. */
const BATCH = 1_000;

/**
 * Removes deliveries that came to their end before the time, the oldest first; pending ones stay whatever their age.
 * @param before milliseconds since the Unix epoch
 * @returns how many were removed; a full batch means that there may be more
 */
export async function forgetDeliveries(queries: Queries, before: number): Promise<{ readonly removed: number; readonly more: boolean }> {
  const { rowCount } = await queries.query(
    `DELETE FROM webhook_delivery WHERE delivery_id IN (
      SELECT delivery_id FROM webhook_delivery WHERE state <> 'pending' AND finished_at < $1 ORDER BY finished_at LIMIT ${BATCH})`,
    [new Date(before)],
  );
  const removed = rowCount ?? 0;
  return { removed, more: removed === BATCH };
}
