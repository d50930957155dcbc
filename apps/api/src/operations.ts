import * as z from 'zod';
import {
  AttemptBody, AttemptListBody, CreateWebhookEndpoint, CreatedWebhookEndpointBody, DeleteWebhookEndpoint, FaxBody, FaxForm, FaxListBody,
  WebhookEndpointListBody, type ErrorCode,
} from '@faxwire/contracts';
import { ListQuery } from './fax/fax-list.ts';
import { MAX_IDEMPOTENCY_KEY_CHARS } from './limits.ts';
import type { Operation } from './operation.ts';

const DOCUMENT_ERRORS: readonly ErrorCode[] = [
  'document_empty', 'document_unknown_type', 'document_encrypted', 'document_broken', 'document_too_large', 'document_too_many_pages',
  'document_page_too_large', 'document_render_timeout', 'document_render_memory', 'document_render_crashed',
];
const JSON_ERRORS: readonly ErrorCode[] = ['malformed_json', 'missing_field', 'invalid_field', 'unknown_field', 'unsupported_content_type', 'request_too_large'];

const fax = { description: 'The fax.', schema: FaxBody };

const IdempotencyKey = z.object({
  'Idempotency-Key': z.string().min(1).max(MAX_IDEMPOTENCY_KEY_CHARS).optional().meta({
    description: 'Your name for this request. The same request with the same key is one fax, however often it is sent.',
    'x-faxwire-addition': true,
  }),
});

const command = (verb: 'hold' | 'revive' | 'retry', summary: string, description: string): Operation => ({
  operationId: `${verb}Fax`, method: 'put', path: `/fax/{faxId}/${verb}`, summary, description,
  responses: [{ ...fax, status: 200 }],
  errors: ['fax_not_found', `fax_${verb}_not_allowed`, 'unknown_field', 'malformed_json'],
});

export const OPERATIONS = {
  sendFax: {
    operationId: 'sendFax', method: 'post', path: '/fax', summary: 'Send a fax',
    description: 'Accepted once the document is stored and the fax is in the log: what was answered with 202 is not lost. Parts come in any order.',
    headers: IdempotencyKey,
    body: { contentType: 'multipart/form-data', schema: FaxForm },
    responses: [{
      ...fax, status: 202,
      headers: { Location: 'Path of the fax.', 'Idempotent-Replayed': '`true` where an earlier request with the same Idempotency-Key was accepted; this is its answer.' },
    }],
    errors: [
      'missing_field', 'invalid_field', 'unknown_field', 'duplicate_field', 'multiple_documents', 'invalid_metadata', 'malformed_multipart',
      'invalid_idempotency_key', 'idempotency_key_reused', 'upload_timeout', 'request_too_large', 'unsupported_content_type',
      'invalid_phone_number', 'sandbox_number', 'storage_full', ...DOCUMENT_ERRORS,
    ],
  },
  listFaxes: {
    operationId: 'listFaxes', method: 'get', path: '/fax', summary: 'List faxes (Faxwire)',
    description: 'The newest first. For looking around; a search by what you know of a fax is another operation.',
    query: ListQuery,
    responses: [{ status: 200, description: 'One page of faxes.', schema: FaxListBody }], errors: [],
  },
  getFax: {
    operationId: 'getFax', method: 'get', path: '/fax/{faxId}', summary: 'Get fax details',
    responses: [{ ...fax, status: 200 }], errors: ['fax_not_found'],
  },
  stopFax: {
    operationId: 'stopFax', method: 'delete', path: '/fax/{faxId}', summary: 'Stop a fax',
    description: 'The answer is final: a fax whose stop was accepted is never dialled.',
    responses: [{ ...fax, status: 202 }], errors: ['fax_not_found', 'fax_stop_not_allowed', 'unknown_field', 'malformed_json'],
  },
  holdFax: command('hold', 'Hold a fax', 'The answer is final: a held fax is not dialled until it is revived.'),
  reviveFax: command('revive', 'Revive a fax', 'Releases a held fax.'),
  retryFax: command('retry', 'Retry a fax', 'One more attempt, and only one, for a failed fax.'),
  getAttempts: {
    operationId: 'getAttempts', method: 'get', path: '/fax/{faxId}/attempts', summary: 'Get fax attempts',
    responses: [{ status: 200, description: 'Every attempt, oldest first.', schema: AttemptListBody }], errors: ['fax_not_found'],
  },
  getAttempt: {
    operationId: 'getAttempt', method: 'get', path: '/fax/{faxId}/attempts/{attemptId}', summary: 'Get fax attempt details',
    responses: [{ status: 200, description: 'The attempt.', schema: AttemptBody }], errors: ['fax_not_found', 'attempt_not_found'],
  },
  streamEvents: {
    operationId: 'streamEvents', method: 'get', path: '/fax/{faxId}/events', summary: 'Follow a fax (Faxwire)', streaming: true,
    description:
      'Server-sent events: what happened so far, then what happens, as it happens. `id` is the sequence number, `event` the type, `data` a FaxEvent. '
      + 'After a lost connection send `Last-Event-ID`. The stream ends when nothing more happens to the fax by itself; resuming a stream that is at its end gets 204, which tells an EventSource to stop.',
    headers: z.object({ 'Last-Event-ID': z.string().optional().meta({ description: 'Sequence number after which to go on.' }) }),
    responses: [
      { status: 200, description: 'A stream of events; see the schema FaxEvent.', contentType: 'text/event-stream', schema: z.string() },
      { status: 204, description: 'There is nothing after `Last-Event-ID`, and nothing more will happen by itself.' },
    ],
    errors: ['fax_not_found', 'invalid_parameter', 'too_many_streams'],
  },
  createWebhookEndpoint: {
    operationId: 'createWebhookEndpoint', method: 'post', path: '/fax/webhook/endpoints', summary: 'Create webhook endpoint',
    body: { contentType: 'application/json', schema: CreateWebhookEndpoint },
    responses: [{ status: 201, description: 'The endpoint, with its secret: shown this once.', schema: CreatedWebhookEndpointBody }],
    errors: [...JSON_ERRORS, 'invalid_webhook_url', 'webhook_endpoint_limit'],
  },
  listWebhookEndpoints: {
    operationId: 'listWebhookEndpoints', method: 'get', path: '/fax/webhook/endpoints', summary: 'Get webhook endpoint',
    responses: [{ status: 200, description: 'Every endpoint of the tenant, oldest first.', schema: WebhookEndpointListBody }], errors: [],
  },
  deleteWebhookEndpoint: {
    operationId: 'deleteWebhookEndpoint', method: 'delete', path: '/fax/webhook/endpoints', summary: 'Delete webhook endpoint',
    description: 'The endpoint\'s id comes as query parameter `id`, or as JSON body `{"id": "hook_..."}`.',
    query: z.strictObject({ id: z.string().max(100).optional().meta({ description: 'The endpoint, where there is no body.' }) }),
    body: { contentType: 'application/json', schema: DeleteWebhookEndpoint, optional: true },
    responses: [{ status: 204, description: 'The endpoint is deleted: nothing new is sent to it.' }],
    errors: [...JSON_ERRORS, 'webhook_endpoint_not_found'],
  },
  describeApi: {
    operationId: 'describeApi', method: 'get', path: '/openapi.json', summary: 'This description', open: true,
    responses: [{ status: 200, description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) }], errors: [],
  },
  describeEvents: {
    operationId: 'describeEvents', method: 'get', path: '/asyncapi.json', summary: 'The events on Kafka', open: true,
    responses: [{ status: 200, description: 'AsyncAPI 3.0.', schema: z.looseObject({ asyncapi: z.string() }) }], errors: [],
  },
} as const satisfies Record<string, Operation>;

export const ALL_OPERATIONS: readonly Operation[] = Object.values(OPERATIONS);
