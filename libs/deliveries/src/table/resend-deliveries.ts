import type { Queries } from '../queries.ts';
import { DELIVERIES_CHANNEL } from './insert-deliveries.ts';
import type { OwnEndpoint } from './list-deliveries.ts';

/** Every attempt stays in the record: without an end a delivery that is resent again and again would be a row without bounds. */
const MAX_ATTEMPTS_KEPT = 100;

/** Back on the list with a whole schedule before it; one that only waits is brought forward. What is under way stays as it is. */
const AGAIN = `
  state = 'pending', reason = NULL, finished_at = NULL, acknowledged_at = NULL, next_attempt_at = $3,
  begun = CASE WHEN state = 'pending' THEN begun ELSE 0 END`;
const RESENDABLE = `body <> '' AND jsonb_array_length(attempts) < ${MAX_ATTEMPTS_KEPT}`;
const HINTED = `SELECT count(*)::int AS resent, pg_notify('${DELIVERIES_CHANNEL}', '') FROM again HAVING count(*) > 0`;

const RESEND_ONE = `
  WITH again AS (
    UPDATE webhook_delivery SET ${AGAIN}
    WHERE channel = 'webhook' AND tenant_id = $1 AND endpoint_id = $2 AND event_id = $4 AND lease IS NULL AND ${RESENDABLE}
    RETURNING 1
  ) ${HINTED}`;

/** @returns false where there is none that can be resent: under way, erased, or tried too often */
export async function resendDelivery(queries: Queries, { tenantId, endpointId }: OwnEndpoint, what: { readonly eventId: string; readonly now: number }): Promise<boolean> {
  const { rows } = await queries.query(RESEND_ONE, [tenantId, endpointId, new Date(what.now), what.eventId]);
  return rows.length === 1;
}

const RESEND_MANY = `
  WITH picked AS (
    SELECT delivery_id FROM webhook_delivery
    WHERE channel = 'webhook' AND tenant_id = $1 AND endpoint_id = $2 AND state <> 'pending' AND ${RESENDABLE}
      AND CASE WHEN $4 THEN state = 'failed' AND acknowledged_at IS NULL ELSE created_at >= $5 AND created_at < $6 END
    ORDER BY created_at, event_id
    LIMIT $7
    FOR UPDATE
  ), again AS (
    UPDATE webhook_delivery d SET ${AGAIN} FROM picked WHERE d.delivery_id = picked.delivery_id RETURNING d.created_at
  )
  SELECT count(*)::int AS resent, max(created_at) AS last, pg_notify('${DELIVERIES_CHANNEL}', '') FROM again HAVING count(*) > 0`;

export type ResendWish =
  | { readonly missed: true }
  /** Finished deliveries that were noted in this time, ms since the Unix epoch; `to` is not in it. */
  | { readonly from: number; readonly to: number };

export interface Resent {
  readonly resent: number;
  /** When the last of them was noted. */
  readonly lastAt: number | undefined;
}

/** The oldest first, and no more than the limit. */
export async function resendDeliveries(
  queries: Queries, { tenantId, endpointId }: OwnEndpoint, order: { readonly wish: ResendWish; readonly limit: number; readonly now: number },
): Promise<Resent> {
  const { wish, limit, now } = order;
  const range = 'missed' in wish ? [true, new Date(0), new Date(0)] : [false, new Date(wish.from), new Date(wish.to)];
  const { rows } = await queries.query(RESEND_MANY, [tenantId, endpointId, new Date(now), ...range, limit]);
  const last = rows[0]?.['last'];
  return { resent: Number(rows[0]?.['resent'] ?? 0), lastAt: last instanceof Date ? last.getTime() : undefined };
}
