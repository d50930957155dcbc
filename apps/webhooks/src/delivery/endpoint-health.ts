import { createHash } from 'node:crypto';
import { insertDeliveries, isDelivered, type AttemptOutcome, type DeliveryErrorCode, type Queries } from '@faxwire/deliveries';
import { ENDPOINT_DISABLED_EVENT, type WebhookDispatch } from '@faxwire/tenancy';
import { endpointDisabledBody } from '../endpoint-notice.ts';
import type { EndpointDirectory } from '../ports.ts';

/** RFC 9110 section 15.5.11: this endpoint will not be back. */
export const GONE = 410;
/** So long nothing but failures, ms: a weekend and two working days in which somebody could have noticed. */
export const FAILING_LIMIT_MS = 5 * 24 * 3_600_000;
/** At least so many: one failure, five quiet days and another failure are no proof. As many as one webhook is tried. */
export const FAILURES_LIMIT = 10;

/** These tell nothing about the endpoint. */
const NOT_ITS_FAULT: ReadonlySet<DeliveryErrorCode> = new Set(['stopped', 'interrupted', 'endpoint_disabled', 'endpoint_deleted']);

export interface HealthDeps {
  readonly queries: Queries;
  readonly endpoints: Pick<EndpointDirectory, 'findForEvent' | 'disable' | 'noteReached' | 'noteFailure'>;
}

/** Whether the endpoint took the webhook; undefined where that was not found out. */
export function reachedOf(outcome: AttemptOutcome): boolean | undefined {
  return outcome.error !== undefined && NOT_ITS_FAULT.has(outcome.error) ? undefined : isDelivered(outcome);
}

/**
 * Keeps in mind since when an endpoint takes nothing, and switches it off where that is hopeless: 410, or five days of
 * nothing but failures, and not few of them.
 * @param attempt names the attempt: the same one announces the end of an endpoint once
 */
export async function noteHealth(deps: HealthDeps, dispatch: WebhookDispatch, attempt: { readonly outcome: AttemptOutcome; readonly eventId: string; readonly now: number }): Promise<void> {
  const { outcome, eventId, now } = attempt;
  const { id, failingSince, failures } = dispatch;
  const reached = reachedOf(outcome);
  if (outcome.status === GONE) return switchOff(deps, dispatch, { reason: 'The endpoint answered 410 Gone.', cause: eventId, now });
  if (reached === true && failingSince !== undefined) return deps.endpoints.noteReached(id);
  if (reached !== false) return;
  await deps.endpoints.noteFailure(id, now);
  if (failingSince === undefined || now - failingSince < FAILING_LIMIT_MS || failures + 1 < FAILURES_LIMIT) return;
  await switchOff(deps, dispatch, { reason: 'Every delivery failed for 5 days.', cause: String(failingSince), now });
}

/** Told first: where the process dies in between, both are done again, and the notice is the same one. */
async function switchOff({ queries, endpoints }: HealthDeps, { id, tenantId, url }: WebhookDispatch, end: { readonly reason: string; readonly cause: string; readonly now: number }): Promise<void> {
  const { reason, cause, now } = end;
  const others = (await endpoints.findForEvent(tenantId, ENDPOINT_DISABLED_EVENT)).map((endpoint) => endpoint.id).filter((other) => other !== id);
  const eventId = `ntc_${createHash('sha256').update(`${id} ${cause}`).digest('hex').slice(0, 32)}`;
  const body = endpointDisabledBody(eventId, { tenantId, endpointId: id, url, disabledReason: reason, disabledOn: new Date(now).toISOString() });
  const notice = { eventId, tenantId, faxId: '', sequence: 1, eventType: ENDPOINT_DISABLED_EVENT, body, traceParent: undefined, endpointIds: others };
  if (others.length > 0) await insertDeliveries(queries, notice, { now, delayMs: 0 });
  await endpoints.disable(id, reason);
}
