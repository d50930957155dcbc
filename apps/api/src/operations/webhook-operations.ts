import * as z from 'zod';
import {
  AcknowledgeMissedEvents, AcknowledgedBody, CreateWebhookEndpoint, CreatedWebhookEndpointBody, DeleteWebhookEndpoint, MissedEventListBody, ResendWebhooks,
  ResentWebhooksBody, RotateWebhookSecret, UpdateWebhookEndpoint, WebhookDeliveryBody, WebhookDeliveryListBody, WebhookEndpointBody, WebhookEndpointListBody,
  WebhookSchemaListBody, WebhookTestBody,
} from '@faxwire/contracts';
import type { Operation } from '../operation.ts';
import { DeliveryQuery, PageQuery } from '../webhook/delivery-query.ts';
import { JSON_ERRORS } from './shared-errors.ts';

const ENDPOINTS = '/fax/webhook/endpoints';
const ENDPOINT = `${ENDPOINTS}/{endpointId}` as const;
const endpoint = { status: 200, description: 'The endpoint.', schema: WebhookEndpointBody };
const missing = 'webhook_endpoint_not_found';
const bodiless = ['unknown_field', 'malformed_json'] as const;

export const WEBHOOK_OPERATIONS = {
  createWebhookEndpoint: {
    operationId: 'createWebhookEndpoint', scope: 'webhook:write', method: 'post', path: ENDPOINTS, summary: 'Create webhook endpoint',
    body: { contentType: 'application/json', schema: CreateWebhookEndpoint },
    responses: [{ status: 201, description: 'The endpoint, with its secret: shown this once.', schema: CreatedWebhookEndpointBody }],
    errors: [...JSON_ERRORS, 'invalid_webhook_url', 'webhook_endpoint_limit'],
  },
  listWebhookEndpoints: {
    operationId: 'listWebhookEndpoints', scope: 'webhook:read', method: 'get', path: ENDPOINTS, summary: 'Get webhook endpoint',
    responses: [{ status: 200, description: 'Every endpoint of the tenant, oldest first.', schema: WebhookEndpointListBody }], errors: [],
  },
  deleteWebhookEndpoint: {
    operationId: 'deleteWebhookEndpoint', scope: 'webhook:write', method: 'delete', path: ENDPOINTS, summary: 'Delete webhook endpoint',
    description: 'The endpoint\'s id comes as query parameter `id`, or as JSON body `{"id": "hook_..."}`.',
    query: z.strictObject({ id: z.string().max(100).optional().meta({ description: 'The endpoint, where there is no body.' }) }),
    body: { contentType: 'application/json', schema: DeleteWebhookEndpoint, optional: true },
    responses: [{ status: 204, description: 'The endpoint is deleted: nothing new is sent to it.' }],
    errors: [...JSON_ERRORS, missing],
  },
  getWebhookEndpoint: {
    operationId: 'getWebhookEndpoint', scope: 'webhook:read', method: 'get', path: ENDPOINT, summary: 'Get one webhook endpoint (Faxwire)',
    responses: [endpoint], errors: [missing],
  },
  updateWebhookEndpoint: {
    operationId: 'updateWebhookEndpoint', scope: 'webhook:write', method: 'put', path: ENDPOINT, summary: 'Change a webhook endpoint (Faxwire)',
    description: 'Only what is given changes. What waits for the endpoint goes to its new URL.',
    body: { contentType: 'application/json', schema: UpdateWebhookEndpoint },
    responses: [endpoint], errors: [...JSON_ERRORS, missing, 'invalid_webhook_url'],
  },
  deleteWebhookEndpointById: {
    operationId: 'deleteWebhookEndpointById', scope: 'webhook:write', method: 'delete', path: ENDPOINT, summary: 'Delete one webhook endpoint (Faxwire)',
    responses: [{ status: 204, description: 'The endpoint is deleted: nothing new is sent to it.' }], errors: [missing, ...bodiless],
  },
  rotateWebhookSecret: {
    operationId: 'rotateWebhookSecret', scope: 'webhook:write', method: 'put', path: `${ENDPOINT}/rotate-secret`, summary: 'Rotate the secret of a webhook endpoint (Faxwire)',
    description: 'The present key signs beside the new one for a while. A key that an earlier rotation had left beside it ends at once.',
    body: { contentType: 'application/json', schema: RotateWebhookSecret, optional: true },
    responses: [{ status: 200, description: 'The endpoint, with its new secret: shown this once.', schema: CreatedWebhookEndpointBody }],
    errors: [...JSON_ERRORS, missing],
  },
  disableWebhookEndpoint: {
    operationId: 'disableWebhookEndpoint', scope: 'webhook:write', method: 'put', path: `${ENDPOINT}/disable`, summary: 'Disable a webhook endpoint (Faxwire)',
    description: 'It gets nothing more; what waits for it is given up, and can be resent once it is enabled.',
    responses: [endpoint], errors: [missing, ...bodiless],
  },
  enableWebhookEndpoint: {
    operationId: 'enableWebhookEndpoint', scope: 'webhook:write', method: 'put', path: `${ENDPOINT}/enable`, summary: 'Enable a webhook endpoint (Faxwire)',
    description: 'It gets what happens from now on. What it missed is resent on request.',
    responses: [endpoint], errors: [missing, ...bodiless],
  },
  testWebhookEndpoint: {
    operationId: 'testWebhookEndpoint', scope: 'webhook:write', method: 'post', path: `${ENDPOINT}/test`, summary: 'Test a webhook endpoint (Faxwire)',
    description: 'Sends a `ping` now, signed like every webhook, and says what came of it. It is not stored, and not sent again. Works for a disabled endpoint, too.',
    responses: [{ status: 200, description: 'What came of it, a failure included.', schema: WebhookTestBody }],
    errors: [missing, 'too_many_tests', ...bodiless],
  },
  listWebhookDeliveries: {
    operationId: 'listWebhookDeliveries', scope: 'webhook:read', method: 'get', path: `${ENDPOINT}/deliveries`, summary: 'List webhook deliveries (Faxwire)',
    description: 'The newest first, for 30 days, each with every attempt.', query: DeliveryQuery,
    responses: [{ status: 200, description: 'One page of deliveries.', schema: WebhookDeliveryListBody }], errors: [missing, 'invalid_parameter'],
  },
  getWebhookDelivery: {
    operationId: 'getWebhookDelivery', scope: 'webhook:read', method: 'get', path: `${ENDPOINT}/deliveries/{deliveryId}`, summary: 'Get a webhook delivery (Faxwire)',
    responses: [{ status: 200, description: 'The delivery.', schema: WebhookDeliveryBody }], errors: [missing, 'webhook_delivery_not_found'],
  },
  resendWebhookDelivery: {
    operationId: 'resendWebhookDelivery', scope: 'webhook:write', method: 'post', path: `${ENDPOINT}/deliveries/{deliveryId}/resend`, summary: 'Resend a webhook (Faxwire)',
    description: 'Again at once under the same `webhook-id`, with the whole schedule before it. One that waits for its next attempt is only brought forward.',
    responses: [{ status: 202, description: 'It is on its way.', schema: ResentWebhooksBody }],
    errors: [missing, 'webhook_delivery_not_found', 'webhook_delivery_not_resendable', 'webhook_endpoint_is_disabled', ...bodiless],
  },
  resendWebhookDeliveries: {
    operationId: 'resendWebhookDeliveries', scope: 'webhook:write', method: 'post', path: `${ENDPOINT}/resend`, summary: 'Resend many webhooks (Faxwire)',
    description: 'Every finished delivery that was noted between `from` and `to`, or with `missed` what was given up and neither resent nor acknowledged; the oldest first, 1,000 at a time.',
    body: { contentType: 'application/json', schema: ResendWebhooks },
    responses: [{ status: 202, description: 'How many are on their way.', schema: ResentWebhooksBody }],
    errors: [...JSON_ERRORS, missing, 'webhook_endpoint_is_disabled'],
  },
  listMissedEvents: {
    operationId: 'listMissedEvents', scope: 'webhook:read', method: 'get', path: `${ENDPOINT}/missed-events`, summary: 'List missed events (Faxwire)',
    description: 'What was given up and neither resent nor acknowledged, the oldest first.', query: PageQuery,
    responses: [{ status: 200, description: 'One page of missed events.', schema: MissedEventListBody }], errors: [missing, 'invalid_parameter'],
  },
  acknowledgeMissedEvents: {
    operationId: 'acknowledgeMissedEvents', scope: 'webhook:write', method: 'post', path: `${ENDPOINT}/missed-events/acknowledge`, summary: 'Acknowledge missed events (Faxwire)',
    description: 'They leave the list. An id that is not on it changes nothing.',
    body: { contentType: 'application/json', schema: AcknowledgeMissedEvents },
    responses: [{ status: 200, description: 'How many were acknowledged by this request.', schema: AcknowledgedBody }], errors: [...JSON_ERRORS, missing],
  },
  listWebhookSchemas: {
    operationId: 'listWebhookSchemas', method: 'get', path: '/webhook-schemas', summary: 'List the schemas of webhooks (Faxwire)', open: true,
    responses: [{ status: 200, description: 'Where the schema of each type is.', schema: WebhookSchemaListBody }], errors: [],
  },
  getWebhookSchema: {
    operationId: 'getWebhookSchema', method: 'get', path: '/webhook-schemas/{schemaFile}', summary: 'Get the schema of a webhook (Faxwire)', open: true,
    description: 'JSON Schema 2020-12 of the body, under the type and `.json`: `FaxSent.json`.',
    responses: [{ status: 200, description: 'The schema.', schema: z.looseObject({ $schema: z.string(), $id: z.string() }) }], errors: ['webhook_schema_not_found'],
  },
} as const satisfies Record<string, Operation>;
