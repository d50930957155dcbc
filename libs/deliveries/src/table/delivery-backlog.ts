import type { Queries } from '../queries.ts';

/** The next time at which something becomes due, ms since the Unix epoch; undefined when nothing waits. */
export async function nextDueAfter(queries: Queries, now: number): Promise<number | undefined> {
  const { rows } = await queries.query(
    `SELECT next_attempt_at AS due FROM webhook_delivery WHERE state = 'pending' AND next_attempt_at > $1 ORDER BY next_attempt_at LIMIT 1`,
    [new Date(now)],
  );
  const due = rows[0]?.['due'];
  return due instanceof Date ? due.getTime() : undefined;
}

/** Deliveries that have not reached their end. */
export async function countPending(queries: Queries): Promise<number> {
  const { rows } = await queries.query(`SELECT count(*)::int AS pending FROM webhook_delivery WHERE state = 'pending'`);
  return Number(rows[0]?.['pending'] ?? 0);
}
