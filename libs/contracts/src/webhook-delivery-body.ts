import * as z from 'zod';
import { Timestamp } from './fax-body.ts';

/** A range of time is resent in so many deliveries at most: more would be a second outage for the receiver. */
export const MAX_RESENT = 1_000;
/** A page of missed events, acknowledged at once. */
const MAX_ACKNOWLEDGED = 100;

/** A time in a request: RFC 3339, with any offset. */
export const Moment = z.iso.datetime({ offset: true });

const state = z.enum(['pending', 'delivered', 'failed']);

const Attempt = z.strictObject({
  number: z.int().min(1),
  startedOn: Timestamp,
  durationMs: z.int().min(0).optional().meta({ description: 'Absent while the attempt runs, and where its process vanished.' }),
  status: z.int().optional().meta({ description: 'HTTP status; absent where no answer arrived.' }),
  reason: z.string().optional().meta({ description: 'Why the attempt was no success: `http_<status>` or a code such as `timeout`.' }),
  answer: z.string().optional().meta({ description: 'The beginning of the answer, at most 1 KiB.' }),
  request: z.strictObject({ url: z.string(), headers: z.record(z.string(), z.string()) }).optional().meta({ description: 'What was sent; own headers masked.' }),
});

const deliveryFields = {
  id: z.string().meta({ description: 'The `webhook-id`: the same in every attempt, and at every endpoint that gets the event.' }),
  endpointId: z.string(),
  eventType: z.string(),
  faxId: z.string().optional().meta({ description: 'Absent for an event that is about no fax.' }),
  state: state.meta({ description: '`pending`: on its way, or waiting for its next attempt. `failed`: given up.' }),
  reason: z.string().optional().meta({ description: 'Why it was given up.' }),
  createdOn: Timestamp,
  finishedOn: Timestamp.optional(),
  nextAttemptOn: Timestamp.optional(),
  acknowledgedOn: Timestamp.optional(),
  attempts: z.array(Attempt),
  body: z.string().meta({ description: 'The body that is sent. Links are added to it at each attempt, and not kept.' }),
};

export const WebhookDeliveryBody = z.strictObject(deliveryFields).meta({ id: 'WebhookDelivery', 'x-faxwire-addition': true });
export type WebhookDeliveryBody = z.infer<typeof WebhookDeliveryBody>;

export const WebhookDeliveryListBody = z
  .strictObject({ deliveries: z.array(WebhookDeliveryBody), next: z.string().optional().meta({ description: 'Where the next page begins; absent on the last one.' }) })
  .meta({ id: 'WebhookDeliveryList', 'x-faxwire-addition': true });
export type WebhookDeliveryListBody = z.infer<typeof WebhookDeliveryListBody>;

export const ResendWebhooks = z
  .strictObject({
    from: Moment.optional(),
    to: Moment.optional(),
    missed: z.literal(true).optional().meta({ description: 'What was given up and neither resent nor acknowledged.' }),
  })
  .refine(({ from, to, missed }) => (missed ? from === undefined && to === undefined : from !== undefined && to !== undefined && Date.parse(from) < Date.parse(to)), 'takes `from` and a later `to`, or `missed`')
  .meta({ id: 'ResendWebhooks', example: { missed: true }, 'x-faxwire-addition': true });
export type ResendWebhooks = z.infer<typeof ResendWebhooks>;

export const ResentWebhooksBody = z
  .strictObject({
    resent: z.int().meta({ description: `Deliveries that are sent again, at most ${MAX_RESENT}.` }),
    more: z.boolean().meta({ description: 'Whether there may be more.' }),
    nextFrom: Timestamp.optional().meta({ description: 'With this as `from`, the next request goes on where this one stopped.' }),
  })
  .meta({ id: 'ResentWebhooks', 'x-faxwire-addition': true });
export type ResentWebhooksBody = z.infer<typeof ResentWebhooksBody>;

export const MissedEventListBody = z
  .strictObject({
    missedEvents: z.array(z.strictObject({
      id: z.string(),
      eventName: z.string(),
      subscriptionId: z.string().meta({ description: 'The endpoint.' }),
      eventPayload: z.string().meta({ description: 'The body as it was sent: JSON as text.' }),
      failurePayload: z.string().meta({ description: 'What the last attempt came to.' }),
      faxId: z.string().optional(),
      occurredOn: Timestamp,
      failedOn: Timestamp,
      attempts: z.int(),
      reason: z.string(),
    })),
    next: z.string().optional(),
  })
  .meta({ id: 'MissedEventList', 'x-faxwire-addition': true });
export type MissedEventListBody = z.infer<typeof MissedEventListBody>;

export const AcknowledgeMissedEvents = z
  .strictObject({ ids: z.array(z.string().min(1).max(100)).min(1).max(MAX_ACKNOWLEDGED) })
  .meta({ id: 'AcknowledgeMissedEvents', 'x-faxwire-addition': true });
export type AcknowledgeMissedEvents = z.infer<typeof AcknowledgeMissedEvents>;

export const AcknowledgedBody = z.strictObject({ acknowledged: z.int() }).meta({ id: 'AcknowledgedEvents', 'x-faxwire-addition': true });
export type AcknowledgedBody = z.infer<typeof AcknowledgedBody>;

export const WebhookTestBody = z
  .strictObject({
    delivered: z.boolean(),
    webhookId: z.string(),
    status: z.int().optional(),
    durationMs: z.int(),
    error: z.string().optional().meta({ description: 'Why no answer, or not the whole of it, arrived.' }),
    answer: z.string().optional().meta({ description: 'The beginning of the answer.' }),
  })
  .meta({ id: 'WebhookTest', 'x-faxwire-addition': true });
export type WebhookTestBody = z.infer<typeof WebhookTestBody>;
