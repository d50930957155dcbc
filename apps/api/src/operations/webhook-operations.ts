import * as z from 'zod';
import { CreateWebhookEndpoint, CreatedWebhookEndpointBody, DeleteWebhookEndpoint, WebhookEndpointListBody } from '@faxwire/contracts';
import type { Operation } from '../operation.ts';
import { JSON_ERRORS } from './shared-errors.ts';

export const WEBHOOK_OPERATIONS = {
  createWebhookEndpoint: {
    operationId: 'createWebhookEndpoint', scope: 'webhook:write', method: 'post', path: '/fax/webhook/endpoints', summary: 'Create webhook endpoint',
    body: { contentType: 'application/json', schema: CreateWebhookEndpoint },
    responses: [{ status: 201, description: 'The endpoint, with its secret: shown this once.', schema: CreatedWebhookEndpointBody }],
    errors: [...JSON_ERRORS, 'invalid_webhook_url', 'webhook_endpoint_limit'],
  },
  listWebhookEndpoints: {
    operationId: 'listWebhookEndpoints', scope: 'webhook:read', method: 'get', path: '/fax/webhook/endpoints', summary: 'Get webhook endpoint',
    responses: [{ status: 200, description: 'Every endpoint of the tenant, oldest first.', schema: WebhookEndpointListBody }], errors: [],
  },
  deleteWebhookEndpoint: {
    operationId: 'deleteWebhookEndpoint', scope: 'webhook:write', method: 'delete', path: '/fax/webhook/endpoints', summary: 'Delete webhook endpoint',
    description: 'The endpoint\'s id comes as query parameter `id`, or as JSON body `{"id": "hook_..."}`.',
    query: z.strictObject({ id: z.string().max(100).optional().meta({ description: 'The endpoint, where there is no body.' }) }),
    body: { contentType: 'application/json', schema: DeleteWebhookEndpoint, optional: true },
    responses: [{ status: 204, description: 'The endpoint is deleted: nothing new is sent to it.' }],
    errors: [...JSON_ERRORS, 'webhook_endpoint_not_found'],
  },
} as const satisfies Record<string, Operation>;
