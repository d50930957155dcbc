import type { Queries } from '../queries.ts';
import type { DeliveryChannel } from '../webhook-delivery-entity.ts';

export interface ClaimedDelivery {
  readonly deliveryId: string;
  /** Proof of the claim: a worker that lost it records nothing. */
  readonly lease: string;
  readonly eventId: string;
  readonly endpointId: string;
  readonly faxId: string;
  readonly eventType: string;
  readonly body: string;
  readonly traceParent: string | undefined;
  /** 1 for the first; above the limit where the last allowed attempt was begun and its worker vanished. */
  readonly attempt: number;
}

export interface ClaimOrder {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** After this the claim is anybody's: longer than a delivery can take. */
  readonly leaseMs: number;
  readonly limit: number;
  readonly perEndpoint: number;
  /** Endpoints that get another number than `perEndpoint`. */
  readonly slots: Readonly<Record<string, number>>;
  readonly maxAttempts: number;
  /** Left out: webhooks. */
  readonly channel?: DeliveryChannel;
}

/*
 * Endpoints with work are found by hopping over the index, so that one with a backlog of a million costs as much as one
 * with a single row, and each gives at most its free slots. An event waits while an earlier one of the same fax is due or
 * under way to the same endpoint; one that waits for a later retry holds nobody up. OFFSET 0 keeps that a look-up per row:
 * as a join it would read the whole backlog. Only what is taken is locked. The attempt is noted before it is made.
 */
const CLAIM = `
  WITH RECURSIVE endpoint AS (
    (SELECT endpoint_id FROM webhook_delivery WHERE state = 'pending' AND channel = $8 ORDER BY endpoint_id LIMIT 1)
    UNION ALL
    SELECT (SELECT d.endpoint_id FROM webhook_delivery d WHERE d.state = 'pending' AND d.channel = $8 AND d.endpoint_id > e.endpoint_id ORDER BY d.endpoint_id LIMIT 1)
    FROM endpoint e WHERE e.endpoint_id IS NOT NULL
  ), candidate AS MATERIALIZED (
    SELECT c.delivery_id
    FROM endpoint e CROSS JOIN LATERAL (
      SELECT d.delivery_id, d.next_attempt_at
      FROM webhook_delivery d
      WHERE d.channel = $8 AND d.endpoint_id = e.endpoint_id AND d.state = 'pending' AND d.next_attempt_at <= $1
        AND NOT EXISTS (
          SELECT 1 FROM webhook_delivery b
          WHERE b.endpoint_id = d.endpoint_id AND b.fax_id = d.fax_id AND b.sequence < d.sequence
            AND b.state = 'pending' AND (b.lease IS NOT NULL OR b.next_attempt_at <= $1)
          OFFSET 0)
      ORDER BY d.next_attempt_at, d.delivery_id
      LIMIT coalesce(($5::jsonb ->> e.endpoint_id)::int, $4)
    ) c
    ORDER BY c.next_attempt_at, c.delivery_id
    LIMIT $3
  ), due AS MATERIALIZED (
    SELECT d.delivery_id
    FROM candidate JOIN webhook_delivery d ON d.delivery_id = candidate.delivery_id
    WHERE d.state = 'pending' AND d.next_attempt_at <= $1
    FOR UPDATE OF d SKIP LOCKED
  )
  UPDATE webhook_delivery d SET
    lease = gen_random_uuid(),
    next_attempt_at = $1::timestamptz + make_interval(secs => $2),
    begun = least(d.begun + 1, $6::int + 1),
    attempts = CASE WHEN d.lease IS NULL THEN d.attempts ELSE jsonb_set(d.attempts, '{-1}', d.attempts -> -1 || '{"error":"interrupted"}') END
      || CASE WHEN d.begun >= $6 THEN '[]' ELSE jsonb_build_array(jsonb_build_object('number', jsonb_array_length(d.attempts) + 1, 'startedAt', $7::bigint)) END
  FROM due WHERE d.delivery_id = due.delivery_id
  RETURNING d.delivery_id, d.lease, d.event_id, d.endpoint_id, d.fax_id, d.event_type, d.body, d.trace_parent, d.begun`;

export async function claimDeliveries(queries: Queries, order: ClaimOrder): Promise<ClaimedDelivery[]> {
  const { rows } = await queries.query(CLAIM, [
    new Date(order.now), order.leaseMs / 1_000, order.limit, order.perEndpoint, JSON.stringify(order.slots), order.maxAttempts, Math.round(order.now),
    order.channel ?? 'webhook',
  ]);
  return rows.map(claimedOf);
}

function claimedOf(row: Record<string, unknown>): ClaimedDelivery {
  const text = (column: string) => String(row[column]);
  return {
    deliveryId: text('delivery_id'), lease: text('lease'), eventId: text('event_id'), endpointId: text('endpoint_id'), faxId: text('fax_id'),
    eventType: text('event_type'), body: text('body'), traceParent: row['trace_parent'] ? text('trace_parent') : undefined, attempt: Number(row['begun']),
  };
}
