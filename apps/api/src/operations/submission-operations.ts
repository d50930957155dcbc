import { FaxForm } from '@faxwire/contracts';
import type { Operation } from '../operation.ts';
import { fax } from './fax-answer.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import { DOCUMENT_ERRORS } from './shared-errors.ts';

export const SUBMISSION_OPERATIONS = {
  sendFax: {
    operationId: 'sendFax', scope: 'fax:write', method: 'post', path: '/fax', summary: 'Send a fax',
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
} as const satisfies Record<string, Operation>;
