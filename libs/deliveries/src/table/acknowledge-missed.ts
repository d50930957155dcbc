import type { Queries } from '../queries.ts';
import type { OwnEndpoint } from './list-deliveries.ts';

/**
 * Its tenant knows of these failures. What was not missed, or acknowledged before, stays as it is.
 * @returns how many were
 */
export async function acknowledgeMissed(queries: Queries, { tenantId, endpointId }: OwnEndpoint, what: { readonly eventIds: readonly string[]; readonly now: number }): Promise<number> {
  const { rowCount } = await queries.query(
    `UPDATE webhook_delivery SET acknowledged_at = $3
    WHERE channel = 'webhook' AND tenant_id = $1 AND endpoint_id = $2 AND event_id = ANY($4) AND state = 'failed' AND acknowledged_at IS NULL`,
    [tenantId, endpointId, new Date(what.now), [...what.eventIds]],
  );
  return rowCount ?? 0;
}
