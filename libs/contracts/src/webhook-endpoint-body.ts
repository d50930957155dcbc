import * as z from 'zod';
import { TRANSITIONS, type FaxEventType } from '@faxwire/fax';
import { Timestamp } from './fax-body.ts';

export const EVENT_TYPES = TRANSITIONS.map(({ event }) => event) as [FaxEventType, ...FaxEventType[]];

/** What browsers and proxies let through in a URL. */
const MAX_URL_CHARS = 2_048;
const MAX_DESCRIPTION_CHARS = 200;

const events = z
  .array(z.enum(EVENT_TYPES))
  .max(EVENT_TYPES.length)
  .meta({ description: 'Types of events that are sent; empty for every public status.' });

export const CreateWebhookEndpoint = z
  .strictObject({
    url: z.string().max(MAX_URL_CHARS).meta({ format: 'uri', example: 'https://example.com/fax-events' }),
    events: events.optional(),
    description: z.string().max(MAX_DESCRIPTION_CHARS).optional(),
  })
  .meta({ id: 'CreateWebhookEndpoint', 'x-faxwire-addition': true });
export type CreateWebhookEndpoint = z.infer<typeof CreateWebhookEndpoint>;

const endpointFields = {
  id: z.string().meta({ example: 'hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e' }),
  url: z.string(),
  events,
  description: z.string(),
  disabled: z.boolean(),
  disabledReason: z.string().optional(),
  createdOn: Timestamp,
};

export const WebhookEndpointBody = z.strictObject(endpointFields).meta({ id: 'WebhookEndpoint', 'x-faxwire-addition': true });
export type WebhookEndpointBody = z.infer<typeof WebhookEndpointBody>;

export const CreatedWebhookEndpointBody = z
  .strictObject({ ...endpointFields, secret: z.string().meta({ description: 'Signs the webhooks (Standard Webhooks). Shown this once.' }) })
  .meta({ id: 'CreatedWebhookEndpoint', 'x-faxwire-addition': true });
export type CreatedWebhookEndpointBody = z.infer<typeof CreatedWebhookEndpointBody>;

export const WebhookEndpointListBody = z
  .strictObject({ endpoints: z.array(WebhookEndpointBody) })
  .meta({ id: 'WebhookEndpointList', 'x-faxwire-addition': true });
export type WebhookEndpointListBody = z.infer<typeof WebhookEndpointListBody>;

export const DeleteWebhookEndpoint = z.strictObject({ id: z.string().max(100) }).meta({ id: 'DeleteWebhookEndpoint', 'x-faxwire-addition': true });
