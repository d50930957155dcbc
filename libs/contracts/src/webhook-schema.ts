import * as z from 'zod';
import { FAX_STATUSES } from '@faxwire/fax';
import { EVENT_SOURCE } from './cloud-event.ts';
import { FAX_EVENT_DATA } from './event/fax-event-data.ts';
import { DIRECTIONS, Timestamp } from './fax-body.ts';
import { EVENT_TYPES, type WebhookEventType } from './webhook-endpoint-body.ts';

/**
 * Fields of events that no receiver gets: what the worker that calls, or the comparing of requests, needs, and what is
 * content of the fax rather than news of it.
 */
export const WEBHOOK_INTERNAL_FIELDS: ReadonlySet<string> = new Set([
  'token', 'requestHash', 'jitter', 'settings', 'document', 'documents', 'attachments', 'coverPage', 'trunk', 'callerNumber', 'pageSha256', 'sha256',
]);

/** Every type that a webhook can have; `ping` comes on request only. */
export const WEBHOOK_SCHEMA_TYPES = [...EVENT_TYPES, 'webhook_endpoint_disabled', 'ping'] as const satisfies readonly (WebhookEventType | 'ping')[];
export type WebhookSchemaType = (typeof WEBHOOK_SCHEMA_TYPES)[number];

const url = z.string();
const Links = z.object({ document: url, pages: url, proof: url.optional() }).meta({ description: 'Short-lived URLs that open without a key; where the endpoint asked for them. A fax that came in has no proof.' });

/** The fax as it stood right after the event. */
const faxFields = {
  tenantId: z.string(),
  faxId: z.uuid(),
  faxStatus: z.enum(FAX_STATUSES),
  createdOn: Timestamp,
  updatedOn: Timestamp,
  phoneNumber: z.string().meta({ description: 'The far end\'s number, E.164; empty once personal data was erased.' }),
  direction: z.enum(DIRECTIONS).meta({ description: '`inbound` faxes came in on one of your numbers.' }),
  calledNumber: z.string().optional().meta({ description: 'Your number that was called; of an inbound fax.' }),
  metadata: z.record(z.string(), z.string()).meta({ description: 'The sender\'s own.' }),
  failedReason: z.string().optional(),
  links: Links.optional(),
};

const notices = {
  webhook_endpoint_disabled: z.object({ tenantId: z.string(), endpointId: z.string(), url: z.string(), disabledReason: z.string(), disabledOn: Timestamp }),
  ping: z.object({ tenantId: z.string(), endpointId: z.string() }),
};

/** JSON Schema 2020-12 of the body of a webhook. Fields are added over time, so it refuses none that it does not know. */
export function webhookSchema(type: WebhookSchemaType): Readonly<Record<string, unknown>> {
  const about = type in notices ? { source: 'urn:faxwire:webhooks', subject: z.string().meta({ description: 'The endpoint.' }) } : { source: EVENT_SOURCE, subject: z.uuid().meta({ description: 'The fax.' }) };
  const body = z.object({
    id: z.string().meta({ description: 'Also the header `webhook-id`: the same in every attempt.' }),
    source: z.literal(about.source),
    specVersion: z.literal('1.0'),
    type: z.literal(type),
    dataContentType: z.literal('application/json'),
    time: Timestamp,
    causationId: z.string(),
    subject: about.subject,
    sequence: z.int().min(1).meta({ description: 'Position of the event in its fax.' }),
    data: dataOf(type),
  });
  const { $schema, ...schema } = z.toJSONSchema(body, { target: 'draft-2020-12', override: ({ jsonSchema }) => {
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  } });
  return { $schema, $id: `/webhook-schemas/${type}.json`, title: type, ...schema };
}

function dataOf(type: WebhookSchemaType): z.ZodType {
  if (type === 'ping' || type === 'webhook_endpoint_disabled') return notices[type];
  const { shape } = FAX_EVENT_DATA[type] as z.ZodObject;
  const told = Object.fromEntries(Object.entries(shape).filter(([name]) => !WEBHOOK_INTERNAL_FIELDS.has(name)));
  return z.object({ ...told, ...faxFields });
}

export function isWebhookSchemaType(text: string): text is WebhookSchemaType {
  return (WEBHOOK_SCHEMA_TYPES as readonly string[]).includes(text);
}

export const WebhookSchemaListBody = z
  .strictObject({ schemas: z.array(z.strictObject({ type: z.enum(WEBHOOK_SCHEMA_TYPES), path: z.string() })) })
  .meta({ id: 'WebhookSchemaList', 'x-faxwire-addition': true });
export type WebhookSchemaListBody = z.infer<typeof WebhookSchemaListBody>;
