import {
  delayAfter, isDelivered, reasonOf, settleDelivery, type AttemptOutcome, type ClaimedDelivery, type DeliveryErrorCode, type Queries,
  type RetrySchedule, type Settlement,
} from '@faxwire/deliveries';
import type { TenantBook } from '../ports.ts';
import { addressesOf, recipientIdOf, type NoticeChannel } from '../recipient.ts';
import type { NoticeSender } from './notice-sender.ts';

export interface NoticeAttemptDeps {
  readonly channel: NoticeChannel;
  readonly queries: Queries;
  readonly tenants: TenantBook;
  readonly sender: NoticeSender;
  readonly schedule: RetrySchedule;
  readonly now: () => number;
  /** 0 to 1 */
  readonly random: () => number;
}

/** These say that no later attempt can succeed. */
const FINAL: ReadonlySet<DeliveryErrorCode> = new Set(['mail_rejected', 'endpoint_deleted']);

/**
 * Makes one claimed attempt and records what it came to.
 * @param stop aborted when the process must leave: the attempt is given back
 */
export async function attemptNotice(deps: NoticeAttemptDeps, delivery: ClaimedDelivery, stop: AbortSignal): Promise<Settlement['state']> {
  const exhausted = delivery.attempt > deps.schedule.delaysMs.length;
  const outcome: AttemptOutcome = exhausted ? { durationMs: 0, error: 'interrupted' } : await tell(deps, delivery, stop);
  const settlement = settle(deps, delivery.attempt, outcome);
  await settleDelivery(deps.queries, delivery, { outcome, settlement, now: deps.now() });
  return settlement.state;
}

/** Who was taken off the tenant's list meanwhile is told nothing. */
async function tell({ channel, tenants, sender }: NoticeAttemptDeps, { body, endpointId, eventId }: ClaimedDelivery, stop: AbortSignal): Promise<AttemptOutcome> {
  const { tenantId } = JSON.parse(body) as { readonly tenantId: string };
  const settings = await tenants.settings(tenantId);
  const to = settings && addressesOf(channel, settings.notifications).find((address) => recipientIdOf(channel, tenantId, address) === endpointId);
  if (to === undefined) return { durationMs: 0, error: 'endpoint_deleted' };
  return sender.send({ id: `${eventId}.${endpointId}`, to, body }, stop);
}

function settle({ schedule, random, now }: NoticeAttemptDeps, attempt: number, outcome: AttemptOutcome): Settlement {
  if (isDelivered(outcome)) return { state: 'delivered' };
  const failed: Settlement = { state: 'failed', reason: reasonOf(outcome) };
  if (outcome.error && FINAL.has(outcome.error)) return failed;
  if (outcome.error === 'stopped') return { state: 'pending', nextAttemptAt: now(), uncounted: true };
  const { retryAfterMs } = outcome;
  const delay = delayAfter({ attempt, ...(retryAfterMs !== undefined && { retryAfterMs }) }, schedule, random());
  return delay === undefined ? failed : { state: 'pending', nextAttemptAt: now() + delay };
}
