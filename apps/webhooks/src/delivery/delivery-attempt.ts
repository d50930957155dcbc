import {
  delayAfter, isDelivered, reasonOf, renewLease, settleDelivery, signatureHeaders, type AttemptOutcome, type ClaimedDelivery,
  type DeliveryErrorCode, type Queries, type RetrySchedule, type Settlement, type WebhookRequest,
} from '@faxwire/deliveries';
import type { EndpointDirectory, FaxStreams } from '../ports.ts';
import type { Clock } from './clock.ts';
import { reportGivenUp } from './give-up.ts';

export interface DeliveryAttemptDeps {
  readonly queries: Queries;
  readonly endpoints: EndpointDirectory;
  readonly faxes: FaxStreams;
  readonly sender: { send(request: WebhookRequest, stop?: AbortSignal): Promise<AttemptOutcome> };
  readonly schedule: RetrySchedule;
  readonly leaseMs: number;
  readonly clock: Clock;
  /** 0 to 1 */
  readonly random: () => number;
  /** Called between the receiver's answer and its record: the worst moment to die. */
  readonly failPoint?: (name: 'before_webhook_record') => void | Promise<void>;
}

export type DeliveryResult = 'delivered' | 'retried' | 'given_up';

const USER_AGENT = 'Faxwire-Webhooks/1';

/** RFC 9110 section 15.5.11: this endpoint will not be back. */
const GONE = 410;

/** These say that no later attempt can succeed. */
const FINAL: ReadonlySet<DeliveryErrorCode> = new Set(['endpoint_disabled', 'endpoint_deleted']);

/**
 * Makes one claimed attempt and records what it came to.
 * @param stop aborted when the process must leave: the attempt is given back
 */
export async function attemptDelivery(deps: DeliveryAttemptDeps, delivery: ClaimedDelivery, stop: AbortSignal): Promise<DeliveryResult> {
  const exhausted = delivery.attempt > deps.schedule.delaysMs.length;
  const outcome: AttemptOutcome = exhausted ? { durationMs: 0, error: 'interrupted' } : await request(deps, delivery, stop);
  await deps.failPoint?.('before_webhook_record');
  if (outcome.status === GONE) await deps.endpoints.disable(delivery.endpointId, 'The endpoint answered 410 Gone.');
  const settlement = settle(deps, delivery, outcome);
  // Where the claim is lost, its new owner gives up in its turn.
  if (settlement.state === 'failed' && !(await giveUp(deps, delivery, settlement.reason))) return 'given_up';
  await settleDelivery(deps.queries, delivery, { outcome, settlement, now: deps.clock.now() });
  return RESULTS[settlement.state];
}

const RESULTS = { delivered: 'delivered', failed: 'given_up', pending: 'retried' } as const satisfies Record<Settlement['state'], DeliveryResult>;

async function request(deps: DeliveryAttemptDeps, { endpointId, eventId, body }: ClaimedDelivery, stop: AbortSignal): Promise<AttemptOutcome> {
  const endpoint = await deps.endpoints.find(endpointId);
  const secret = endpoint && (await deps.endpoints.secretOf(endpoint));
  if (!endpoint || secret === undefined) return { durationMs: 0, error: 'endpoint_deleted' };
  if (endpoint.disabled) return { durationMs: 0, error: 'endpoint_disabled' };
  const now = deps.clock.now();
  const headers = { 'content-type': 'application/json', 'user-agent': USER_AGENT, ...signatureHeaders({ id: eventId, body }, secret, now) };
  return deps.sender.send({ url: endpoint.url, headers, body, now }, stop);
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
