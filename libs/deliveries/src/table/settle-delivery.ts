import type { AttemptOutcome } from '../attempt-outcome.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import type { Queries } from '../queries.ts';

type Claim = Pick<ClaimedDelivery, 'deliveryId' | 'lease'>;

export type Settlement =
  | { readonly state: 'delivered' }
  | { readonly state: 'failed'; readonly reason: string }
  /** Again at this time, ms since the Unix epoch; an uncounted attempt takes nothing from the schedule. */
  | { readonly state: 'pending'; readonly nextAttemptAt: number; readonly uncounted?: boolean };

const SETTLE = `
  UPDATE webhook_delivery SET
    attempts = jsonb_set(attempts, '{-1}', attempts -> -1 || CASE WHEN erased THEN $3::jsonb - 'response' ELSE $3::jsonb END),
    body = CASE WHEN erased AND $4 <> 'pending' THEN '' ELSE body END,
    state = $4,
    reason = $5,
    next_attempt_at = coalesce($6::timestamptz, next_attempt_at),
    begun = begun - $8,
    finished_at = CASE WHEN $4 = 'pending' THEN NULL ELSE $7::timestamptz END,
    lease = NULL
  WHERE delivery_id = $1 AND lease = $2`;

/**
 * Records what the claimed attempt came to, and gives the claim back.
 * @returns false where the claim had run out and belongs to another worker
 */
export async function settleDelivery(
  queries: Queries,
  claim: Claim,
  result: { readonly outcome: AttemptOutcome; readonly settlement: Settlement; readonly now: number },
): Promise<boolean> {
  const { outcome, settlement, now } = result;
  const reason = settlement.state === 'failed' ? settlement.reason : null;
  const next = settlement.state === 'pending' ? new Date(settlement.nextAttemptAt) : null;
  const uncounted = settlement.state === 'pending' && settlement.uncounted;
  const { rowCount } = await queries.query(SETTLE, [
    claim.deliveryId, claim.lease, JSON.stringify(outcome), settlement.state, reason, next, new Date(now), uncounted ? 1 : 0,
  ]);
  return rowCount === 1;
}

const RENEW = `
  UPDATE webhook_delivery SET next_attempt_at = $3::timestamptz + make_interval(secs => $4)
  WHERE delivery_id = $1 AND lease = $2`;

/** @returns false where the claim had run out and belongs to another worker */
export async function renewLease(queries: Queries, claim: Claim, until: { readonly now: number; readonly leaseMs: number }): Promise<boolean> {
  const { rowCount } = await queries.query(RENEW, [claim.deliveryId, claim.lease, new Date(until.now), until.leaseMs / 1_000]);
  return rowCount === 1;
}
