import {
  delayAfter, isDelivered, reasonOf, renewLease, settleDelivery, webhookRequest, type AttemptOutcome, type ClaimedDelivery, type DeliveryErrorCode,
  type LinkSettings, type Queries, type RetrySchedule, type Settlement, type WebhookRequest,
} from '@faxwire/deliveries';
import type { WebhookDispatch } from '@faxwire/tenancy';
import type { EndpointDirectory, FaxStreams } from '../ports.ts';
import type { Clock } from './clock.ts';
import { GONE, noteHealth, reachedOf } from './endpoint-health.ts';
import { reportGivenUp } from './give-up.ts';

export interface DeliveryAttemptDeps {
  readonly queries: Queries;
  readonly endpoints: EndpointDirectory;
  readonly faxes: FaxStreams;
  readonly sender: { send(request: WebhookRequest, stop?: AbortSignal): Promise<AttemptOutcome> };
  readonly schedule: RetrySchedule;
  /** Left out: no endpoint gets links. */
  readonly linking?: LinkSettings;
  readonly leaseMs: number;
  readonly clock: Clock;
  /** 0 to 1 */
  readonly random: () => number;
  /** Called between the receiver's answer and its record: the worst moment to die. */
  readonly failPoint?: (name: 'before_webhook_record') => void | Promise<void>;
}

export type DeliveryResult = 'delivered' | 'retried' | 'given_up';

export interface Attempted {
  readonly result: DeliveryResult;
  /** Whether the endpoint took the webhook; undefined where that was not found out. */
  readonly reached: boolean | undefined;
}

/** These say that no later attempt can succeed. */
const FINAL: ReadonlySet<DeliveryErrorCode> = new Set(['endpoint_disabled', 'endpoint_deleted']);

/**
 * Makes one claimed attempt and records what it came to.
 * @param stop aborted when the process must leave: the attempt is given back
 */
export async function attemptDelivery(deps: DeliveryAttemptDeps, delivery: ClaimedDelivery, stop: AbortSignal): Promise<Attempted> {
  const exhausted = delivery.attempt > deps.schedule.delaysMs.length;
  const dispatch = exhausted ? undefined : await deps.endpoints.dispatchOf(delivery.endpointId);
  const outcome: AttemptOutcome = exhausted ? { durationMs: 0, error: 'interrupted' } : await request(deps, delivery, { dispatch, stop });
  await deps.failPoint?.('before_webhook_record');
  if (dispatch) await noteHealth(deps, dispatch, { outcome, eventId: delivery.eventId, now: deps.clock.now() });
  const settlement = settle(deps, delivery, outcome);
  const reached = reachedOf(outcome);
  // Where the claim is lost, its new owner gives up in its turn.
  if (settlement.state === 'failed' && !(await giveUp(deps, delivery, settlement.reason))) return { result: 'given_up', reached };
  await settleDelivery(deps.queries, delivery, { outcome, settlement, now: deps.clock.now() });
  return { result: RESULTS[settlement.state], reached };
}

const RESULTS = { delivered: 'delivered', failed: 'given_up', pending: 'retried' } as const satisfies Record<Settlement['state'], DeliveryResult>;

async function request(
  { sender, clock, linking }: DeliveryAttemptDeps,
  { eventId, body, faxId }: ClaimedDelivery,
  to: { readonly dispatch: WebhookDispatch | undefined; readonly stop: AbortSignal },
): Promise<AttemptOutcome> {
  if (!to.dispatch) return { durationMs: 0, error: 'endpoint_deleted' };
  if (to.dispatch.disabled) return { durationMs: 0, error: 'endpoint_disabled' };
  return sender.send(webhookRequest(to.dispatch, { id: eventId, body, faxId }, { now: clock.now(), linking }), to.stop);
}

function settle({ schedule, random, clock }: DeliveryAttemptDeps, { attempt }: ClaimedDelivery, outcome: AttemptOutcome): Settlement {
  if (isDelivered(outcome)) return { state: 'delivered' };
  const failed: Settlement = { state: 'failed', reason: reasonOf(outcome) };
  if (outcome.status === GONE || (outcome.error && FINAL.has(outcome.error))) return failed;
  if (outcome.error === 'stopped') return { state: 'pending', nextAttemptAt: clock.now(), uncounted: true };
  const { retryAfterMs } = outcome;
  const delay = delayAfter({ attempt, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }, schedule, random());
  return delay === undefined ? failed : { state: 'pending', nextAttemptAt: clock.now() + delay };
}

/** @returns false where the claim is lost */
async function giveUp(deps: DeliveryAttemptDeps, delivery: ClaimedDelivery, reason: string): Promise<boolean> {
  if (!(await renewLease(deps.queries, delivery, { now: deps.clock.now(), leaseMs: deps.leaseMs }))) return false;
  const attempts = Math.min(delivery.attempt, deps.schedule.delaysMs.length);
  await reportGivenUp(deps.faxes, delivery, { attempts, reason });
  return true;
}
