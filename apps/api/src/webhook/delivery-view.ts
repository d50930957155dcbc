import { timestamp, type MissedEventListBody, type WebhookDeliveryBody } from '@faxwire/contracts';
import { isDelivered, reasonOf, type DeliveryRecord, type RecordedAttempt } from '@faxwire/deliveries';

/** A delivery as its tenant sees it. */
export function deliveryBody(delivery: DeliveryRecord): WebhookDeliveryBody {
  const { eventId, endpointId, eventType, faxId, state, reason, body, createdAt, finishedAt, nextAttemptAt, acknowledgedAt } = delivery;
  return {
    id: eventId, endpointId, eventType, ...(faxId !== '' && { faxId }), state,
    ...(reason !== undefined && { reason }),
    createdOn: timestamp(createdAt),
    ...(finishedAt !== undefined && { finishedOn: timestamp(finishedAt) }),
    ...(nextAttemptAt !== undefined && { nextAttemptOn: timestamp(nextAttemptAt) }),
    ...(acknowledgedAt !== undefined && { acknowledgedOn: timestamp(acknowledgedAt) }),
    attempts: delivery.attempts.map(attemptBody),
    body,
  };
}

function attemptBody({ number, startedAt, durationMs, status, error, response, request }: RecordedAttempt): WebhookDeliveryBody['attempts'][number] {
  const over = durationMs !== undefined || error !== undefined;
  const outcome = { durationMs: durationMs ?? 0, ...(status !== undefined && { status }), ...(error !== undefined && { error }) };
  return {
    number, startedOn: timestamp(startedAt),
    ...(durationMs !== undefined && { durationMs }),
    ...(status !== undefined && { status }),
    ...(over && !isDelivered(outcome) && { reason: reasonOf(outcome) }),
    ...(response !== undefined && { answer: response }),
    ...(request && { request: { url: request.url, headers: { ...request.headers } } }),
  };
}

/** After the notes on the vendor's missed events, and what else is known. */
export function missedEventBody(delivery: DeliveryRecord): MissedEventListBody['missedEvents'][number] {
  const { eventId, endpointId, eventType, faxId, body, createdAt, finishedAt = createdAt, attempts, reason = '' } = delivery;
  const last = attempts.findLast(({ status, error }) => status !== undefined || error !== undefined);
  const failurePayload = last?.status === undefined ? `Error: ${last?.error ?? reason}` : `Http error: StatusCode: ${last.status}, Message: ${last.response ?? ''}`;
  return {
    id: eventId, eventName: eventType, subscriptionId: endpointId, eventPayload: body, failurePayload, ...(faxId !== '' && { faxId }),
    occurredOn: timestamp(createdAt), failedOn: timestamp(finishedAt), attempts: attempts.length, reason,
  };
}
