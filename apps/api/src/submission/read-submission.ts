import type { FastifyRequest } from 'fastify';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import type { ApiConfig } from '../api-dependencies.ts';
import { MAX_DOCUMENT_BYTES, UPLOAD_TIMEOUT_MS } from '../limits.ts';
import { presenceOf } from './client-presence.ts';
import type { FormField } from './fax-form.ts';
import { readForm, type ReceivedForm } from './form-reader.ts';
import { readIdempotencyKey } from './idempotency.ts';
import type { Sender } from './sender.ts';
import { discardRest, withinUploadTime } from './upload-time.ts';
import { removeUploads, uploadDirectory } from './upload-file.ts';

export type ReceivedSubmission = ReceivedForm;

interface Reading {
  readonly config: ApiConfig;
  readonly caller: Principal;
  readonly maxFieldBytes: number;
}

/**
 * Reads a form, or JSON, and hands it over; afterwards no file of it is left.
 * @throws ProblemError, also for whatever the work says
 */
export async function readSubmission<Result>(request: FastifyRequest, reading: Reading, accept: (received: ReceivedSubmission, sender: Sender) => Promise<Result>): Promise<Result> {
  try {
    const idempotencyKey = readIdempotencyKey(request.raw.rawHeaders);
    const received = await receive(request, reading);
    const { gone, forget } = presenceOf(request.raw);
    try {
      return await accept(received, { caller: reading.caller, idempotencyKey, gone });
    } finally {
      forget();
      await removeUploads(received.documents);
    }
  } catch (error) {
    discardRest(request.raw);
    throw error;
  }
}

async function receive(request: FastifyRequest, { config, maxFieldBytes }: Reading): Promise<ReceivedSubmission> {
  if (!request.isMultipart()) return { fields: fieldsOf(request), documents: [] };
  const { dataDir, maxDocumentBytes = MAX_DOCUMENT_BYTES, uploadTimeoutMs = UPLOAD_TIMEOUT_MS } = config;
  const directory = uploadDirectory(dataDir);
  return withinUploadTime(uploadTimeoutMs, (signal) => readForm(request, { directory, maxDocumentBytes, maxFieldBytes, signal }));
}

function fieldsOf({ body }: FastifyRequest): FormField[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ProblemError('unsupported_content_type', { detail: 'A fax is sent as multipart/form-data, or as a JSON object with the URL of its document.' });
  }
  return Object.entries(body).map(([name, value]) => ({ name, value: value as unknown }));
}
