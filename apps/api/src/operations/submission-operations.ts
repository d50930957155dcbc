import { FaxBatchAccepted, FaxBatchForm, FaxByUrl, FaxForm, type ErrorCode } from '@faxwire/contracts';
import type { Operation } from '../operation.ts';
import { fax } from './fax-answer.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import { DOCUMENT_ERRORS } from './shared-errors.ts';

const ERRORS: readonly ErrorCode[] = [
  'missing_field', 'invalid_field', 'unknown_field', 'duplicate_field', 'too_many_documents', 'invalid_metadata', 'malformed_multipart',
  'invalid_idempotency_key', 'idempotency_key_reused', 'upload_timeout', 'request_too_large', 'unsupported_content_type',
  'invalid_phone_number', 'emergency_number', 'premium_number', 'country_blocked', 'do_not_call', 'invalid_sender_number', 'invalid_send_time', 'invalid_document_url', 'document_download_failed', 'sandbox_number', 'storage_full',
  'malformed_json', ...DOCUMENT_ERRORS,
];
const REPLAYED = '`true` where an earlier request with the same Idempotency-Key was accepted; this is its answer.';

export const SUBMISSION_OPERATIONS = {
  sendFax: {
    operationId: 'sendFax', scope: 'fax:write', method: 'post', path: '/fax', summary: 'Send a fax',
    description:
      'Accepted once the documents are stored and the fax is in the log: what was answered with 202 is not lost. Parts come in any order. '
      + 'As JSON, or with the part `documentUrl`, we fetch the document before we answer.',
    headers: IdempotencyKey,
    body: { contentType: 'multipart/form-data', schema: FaxForm, json: FaxByUrl },
    responses: [{ ...fax, status: 202, headers: { Location: 'Path of the fax.', 'Idempotent-Replayed': REPLAYED } }],
    errors: ERRORS,
  },
  sendBatch: {
    operationId: 'sendBatch', scope: 'fax:write', method: 'post', path: '/fax/batch', summary: 'Send one document to many (Faxwire)',
    description:
      'A fax for each recipient, each with its own id, status and webhooks. All of them are accepted, or none: a client that hears nothing finds either every fax or none, '
      + 'and the same Idempotency-Key again gets the same faxes.',
    headers: IdempotencyKey,
    body: { contentType: 'multipart/form-data', schema: FaxBatchForm },
    responses: [{
      status: 202, description: 'The faxes, in the order of the recipients.', schema: FaxBatchAccepted,
      headers: { Location: 'Path of the batch.', 'Idempotent-Replayed': REPLAYED },
    }],
    errors: [...ERRORS, 'duplicate_recipient'],
  },
} as const satisfies Record<string, Operation>;
