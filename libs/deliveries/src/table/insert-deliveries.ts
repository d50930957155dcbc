import type { Queries } from '../queries.ts';
import type { DeliveryChannel } from '../webhook-delivery-entity.ts';

export const DELIVERIES_CHANNEL = 'webhook_delivery';

export interface NewDelivery {
  readonly eventId: string;
  readonly tenantId: string;
  readonly faxId: string;
  readonly sequence: number;
  readonly eventType: string;
  readonly body: string;
  readonly traceParent: string | undefined;
  readonly endpointIds: readonly string[];
  /** Left out: webhooks. */
  readonly channel?: DeliveryChannel;
}

// An event handed over twice changes nothing. The hint is sent by the commit, so it never comes too early.
const INSERT = `
  WITH inserted AS (
    INSERT INTO webhook_delivery (event_id, endpoint_id, tenant_id, fax_id, sequence, event_type, body, trace_parent, next_attempt_at, created_at, channel)
    SELECT $1, endpoint_id, $2, $3, $4, $5, $6, $7, $8::timestamptz + make_interval(secs => $9), $8::timestamptz, $11
    FROM unnest($10::text[]) AS endpoint_id
    ON CONFLICT (event_id, endpoint_id) DO NOTHING
    RETURNING 1
  )
  SELECT count(*)::int AS inserted, pg_notify('${DELIVERIES_CHANNEL}', '') FROM inserted HAVING count(*) > 0`;

/**
 * Notes the event for each endpoint, once.
 * @param at when, in ms since the Unix epoch, and how long to wait before the first attempt
 * @returns how many were not noted before
 */
export async function insertDeliveries(queries: Queries, delivery: NewDelivery, at: { readonly now: number; readonly delayMs: number }): Promise<number> {
  const { eventId, tenantId, faxId, sequence, eventType, body, traceParent, endpointIds } = delivery;
  const { rows } = await queries.query(INSERT, [
    eventId, tenantId, faxId, sequence, eventType, body, traceParent ?? null, new Date(at.now), at.delayMs / 1_000, [...endpointIds],
    delivery.channel ?? 'webhook',
  ]);
  return Number(rows[0]?.['inserted'] ?? 0);
}
