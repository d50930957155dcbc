import { RECORD_COLUMNS, recordOf, type DeliveryPlace, type DeliveryRecord } from '../delivery-record.ts';
import type { Queries } from '../queries.ts';
import type { DeliveryState } from '../webhook-delivery-entity.ts';

export interface DeliveryFilter {
  readonly state?: DeliveryState | undefined;
  readonly eventType?: string | undefined;
  readonly faxId?: string | undefined;
  /** Noted at that time or later, ms since the Unix epoch. */
  readonly from?: number | undefined;
  /** Noted before that time. */
  readonly to?: number | undefined;
}

export interface DeliveryPage {
  readonly limit: number;
  readonly after?: DeliveryPlace | undefined;
}

export interface OwnEndpoint {
  readonly tenantId: string;
  readonly endpointId: string;
}

const LIST = `
  SELECT ${RECORD_COLUMNS} FROM webhook_delivery
  WHERE channel = 'webhook' AND tenant_id = $1 AND endpoint_id = $2
    AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR event_type = $4) AND ($5::text IS NULL OR fax_id = $5)
    AND ($6::timestamptz IS NULL OR created_at >= $6) AND ($7::timestamptz IS NULL OR created_at < $7)
    AND ($8::timestamptz IS NULL OR (created_at, event_id) < ($8, $9))
  ORDER BY created_at DESC, event_id DESC
  LIMIT $10`;

/** Of one endpoint, the newest first. */
export async function listDeliveries(queries: Queries, endpoint: OwnEndpoint, wanted: { readonly filter: DeliveryFilter; readonly page: DeliveryPage }): Promise<DeliveryRecord[]> {
  const { filter: { state, eventType, faxId, from, to }, page: { limit, after } } = wanted;
  const { rows } = await queries.query(LIST, [
    endpoint.tenantId, endpoint.endpointId, state ?? null, eventType ?? null, faxId ?? null, dateOf(from), dateOf(to), dateOf(after?.createdAt), after?.eventId ?? null, limit,
  ]);
  return rows.map(recordOf);
}

const MISSED = `
  SELECT ${RECORD_COLUMNS} FROM webhook_delivery
  WHERE channel = 'webhook' AND tenant_id = $1 AND endpoint_id = $2 AND state = 'failed' AND acknowledged_at IS NULL
    AND ($3::timestamptz IS NULL OR (created_at, event_id) > ($3, $4))
  ORDER BY created_at, event_id
  LIMIT $5`;

/** What was given up, and neither resent nor acknowledged, the oldest first. */
export async function listMissed(queries: Queries, endpoint: OwnEndpoint, { limit, after }: DeliveryPage): Promise<DeliveryRecord[]> {
  const { rows } = await queries.query(MISSED, [endpoint.tenantId, endpoint.endpointId, dateOf(after?.createdAt), after?.eventId ?? null, limit]);
  return rows.map(recordOf);
}

export async function findDelivery(queries: Queries, { tenantId, endpointId }: OwnEndpoint, eventId: string): Promise<DeliveryRecord | undefined> {
  const { rows } = await queries.query(`SELECT ${RECORD_COLUMNS} FROM webhook_delivery WHERE channel = 'webhook' AND tenant_id = $1 AND endpoint_id = $2 AND event_id = $3`, [tenantId, endpointId, eventId]);
  return rows[0] && recordOf(rows[0]);
}

function dateOf(at: number | undefined): Date | null {
  return at === undefined ? null : new Date(at);
}
