import * as z from 'zod';
import { TRANSITIONS, type FaxEventType } from '@faxwire/fax';
import { MODES, Timestamp } from './fax-body.ts';
import { OwnHeaders } from './webhook-own-headers.ts';

export const EVENT_TYPES = TRANSITIONS.map(({ event }) => event) as [FaxEventType, ...FaxEventType[]];

/** What browsers and proxies let through in a URL. */
const MAX_URL_CHARS = 2_048;
const MAX_DESCRIPTION_CHARS = 200;

/** No receiver wants more at once, and nobody means more. */
const MAX_RATE = 1_000;
const MAX_CONCURRENCY = 100;
/** A day to tell every server of a receiver; a week for those that deploy once in a week. */
const DEFAULT_OVERLAP_SECONDS = 24 * 3_600;
const MAX_OVERLAP_SECONDS = 7 * DEFAULT_OVERLAP_SECONDS;

/** What an endpoint can get: every event of a fax, and what happens to its tenant's endpoints. */
export const WEBHOOK_EVENT_TYPES = [...EVENT_TYPES, 'webhook_endpoint_disabled'] as const;
export type WebhookEventType = (typeof WEBHOOK_EVENT_TYPES)[number];

const events = z
  .array(z.enum(WEBHOOK_EVENT_TYPES))
  .max(WEBHOOK_EVENT_TYPES.length)
  .meta({ description: 'Types of events that are sent; empty for every public status.' });

const settings = {
  url: z.string().max(MAX_URL_CHARS).meta({ format: 'uri', example: 'https://example.com/fax-events' }),
  events: events.optional(),
  description: z.string().max(MAX_DESCRIPTION_CHARS).optional(),
  headers: OwnHeaders.optional(),
  includeLinks: z.boolean().optional().meta({ description: 'Whether `data.links` has short-lived URLs of the document, the pages and, of a fax that is sent, the proof, which open without a key. Left out: false.' }),
  ratePerSecond: z.int().min(1).max(MAX_RATE).nullable().optional().meta({ description: 'Deliveries that may begin in a second. Null: no limit of its own.' }),
  concurrency: z.int().min(1).max(MAX_CONCURRENCY).nullable().optional().meta({ description: 'Deliveries at a time. Null: as the installation has it.' }),
};

const Signature = z.enum(['standard', 'vendor', 'ed25519']).meta({
  description: '`standard`: Standard Webhooks `v1`, a shared secret. `ed25519`: `v1a`, verified with `publicKey`. `vendor`: `X-Optum-Webhook-Callback-Hmac-Signature`, hex HMAC-SHA256 of the body.',
});

export const CreateWebhookEndpoint = z
  .strictObject({ ...settings, signature: Signature.optional() })
  .meta({ id: 'CreateWebhookEndpoint', 'x-faxwire-addition': true });
export type CreateWebhookEndpoint = z.infer<typeof CreateWebhookEndpoint>;

export const UpdateWebhookEndpoint = z
  .strictObject({ ...settings, url: settings.url.optional() })
  .meta({ id: 'UpdateWebhookEndpoint', description: 'Only what is given changes; `headers` change as a whole.', 'x-faxwire-addition': true });
export type UpdateWebhookEndpoint = z.infer<typeof UpdateWebhookEndpoint>;

export const RotateWebhookSecret = z
  .strictObject({
    overlapSeconds: z.int().min(0).max(MAX_OVERLAP_SECONDS).default(DEFAULT_OVERLAP_SECONDS).meta({ description: 'For so long the present key signs beside the new one.' }),
    signature: Signature.optional().meta({ description: 'Another profile from now on. Left out: the same.' }),
  })
  .meta({ id: 'RotateWebhookSecret', 'x-faxwire-addition': true });
export type RotateWebhookSecret = z.infer<typeof RotateWebhookSecret>;

const endpointFields = {
  id: z.string().meta({ example: 'hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e' }),
  mode: z.enum(MODES).meta({ description: '`test`: made with a test key, and told of test faxes alone; `live`: told of all.' }),
  url: z.string(),
  events,
  description: z.string(),
  signature: Signature,
  publicKey: z.string().optional().meta({ description: 'Verifies `v1a` signatures: `whpk_` and base64 of the Ed25519 key.' }),
  secretOverlapUntil: Timestamp.optional().meta({ description: 'Until then the key before the last rotation signs, too.' }),
  headers: z.record(z.string(), z.string()).meta({ description: 'The own headers, their values masked.' }),
  includeLinks: z.boolean(),
  ratePerSecond: z.int().nullable(),
  concurrency: z.int().nullable(),
  disabled: z.boolean(),
  disabledReason: z.string().optional(),
  failingSince: Timestamp.optional().meta({ description: 'Since then every delivery failed. After five days, and at least ten failures, the endpoint is disabled.' }),
  createdOn: Timestamp,
  updatedOn: Timestamp,
};

export const WebhookEndpointBody = z.strictObject(endpointFields).meta({ id: 'WebhookEndpoint', 'x-faxwire-addition': true });
export type WebhookEndpointBody = z.infer<typeof WebhookEndpointBody>;

export const CreatedWebhookEndpointBody = z
  .strictObject({ ...endpointFields, secret: z.string().optional().meta({ description: 'Signs the webhooks. Shown this once; absent where `publicKey` verifies them.' }) })
  .meta({ id: 'CreatedWebhookEndpoint', 'x-faxwire-addition': true });
export type CreatedWebhookEndpointBody = z.infer<typeof CreatedWebhookEndpointBody>;

export const WebhookEndpointListBody = z
  .strictObject({ endpoints: z.array(WebhookEndpointBody) })
  .meta({ id: 'WebhookEndpointList', 'x-faxwire-addition': true });
export type WebhookEndpointListBody = z.infer<typeof WebhookEndpointListBody>;

export const DeleteWebhookEndpoint = z.strictObject({ id: z.string().max(100) }).meta({ id: 'DeleteWebhookEndpoint', 'x-faxwire-addition': true });
