import type { Queries } from '../queries.ts';
import type { DeliveryChannel } from '../webhook-delivery-entity.ts';

/** The next time at which something becomes due, ms since the Unix epoch; undefined when nothing waits. */
export async function nextDueAfter(queries: Queries, now: number, channel: DeliveryChannel = 'webhook'): Promise<number | undefined> {
  const { rows } = await queries.query(
    `SELECT next_attempt_at AS due FROM webhook_delivery WHERE state = 'pending' AND channel = $2 AND next_attempt_at > $1 ORDER BY next_attempt_at LIMIT 1`,
    [new Date(now), channel],
  );
  const due = rows[0]?.['due'];
  return due instanceof Date ? due.getTime() : undefined;
}

/** Deliveries that have not reached their end. */
export async function countPending(queries: Queries, channel: DeliveryChannel = 'webhook'): Promise<number> {
  const { rows } = await queries.query(`SELECT count(*)::int AS pending FROM webhook_delivery WHERE state = 'pending' AND channel = $1`, [channel]);
  return Number(rows[0]?.['pending'] ?? 0);
}
