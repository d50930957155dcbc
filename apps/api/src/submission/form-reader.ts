import { isNativeError } from 'node:util/types';
import type { FastifyRequest } from 'fastify';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import { ProblemError, errorCodeOf } from '@faxwire/platform';
import {
  MAX_FIELD_BYTES, MAX_FIELD_NAME_BYTES, MAX_FORM_FIELDS, MAX_FORM_FILES, MAX_FORM_OVERHEAD_BYTES, MAX_PART_HEADERS,
} from '../limits.ts';
import { wrong, type FormField } from './fax-form.ts';
import { newUploadPath, removeUpload, saveUpload, shownFileName, type UploadedDocument } from './upload-file.ts';

export interface ReceivedForm {
  readonly fields: readonly FormField[];
  readonly document: UploadedDocument;
}

export interface FormRules {
  readonly directory: string;
  readonly maxDocumentBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Reads a submission's parts in whatever order they come. The caller removes the document's file afterwards.
 * @throws ProblemError; then nothing is left on the disk
 */
export async function readForm(request: FastifyRequest, rules: FormRules): Promise<ReceivedForm> {
  if (!request.isMultipart()) throw new ProblemError('unsupported_content_type', { detail: 'A fax is sent as multipart/form-data.' });
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > rules.maxDocumentBytes + MAX_FORM_OVERHEAD_BYTES) throw new ProblemError('document_too_large');
  const path = newUploadPath(rules.directory);
  try {
    return await readParts(request, path, rules);
  } catch (error) {
    await removeUpload(path);
    throw asProblem(error);
  }
}

async function readParts(request: FastifyRequest, path: string, rules: FormRules): Promise<ReceivedForm> {
  const fields: FormField[] = [];
  let document: UploadedDocument | undefined;
  for await (const part of request.parts(busboyOptions(rules.maxDocumentBytes))) {
    if (part.type === 'field') {
      fields.push(fieldOf(part));
      continue;
    }
    refuseOtherFile(part, document);
    document = { ...(await saveUpload(part.file, path, rules.signal)), fileName: shownFileName(part.filename) };
  }
  if (!document) throw wrong('document', 'missing_field', 'is required');
  return { fields, document };
}

function refuseOtherFile(part: MultipartFile, document: UploadedDocument | undefined): void {
  if (part.fieldname !== 'document') throw wrong(part.fieldname, 'unknown_field', 'is not known here');
  if (document) throw new ProblemError('multiple_documents');
}

function fieldOf({ fieldname: name, value, fieldnameTruncated, valueTruncated }: MultipartValue): FormField {
  if (fieldnameTruncated) throw wrong(`${name}...`, 'unknown_field', 'is not known here');
  if (valueTruncated) throw wrong(name, 'request_too_large', 'is longer than the limit');
  return { name, value };
}

function busboyOptions(maxDocumentBytes: number): Parameters<FastifyRequest['parts']>[0] {
  return {
    limits: {
      fileSize: maxDocumentBytes, files: MAX_FORM_FILES, fields: MAX_FORM_FIELDS, parts: MAX_FORM_FIELDS + MAX_FORM_FILES,
      fieldSize: MAX_FIELD_BYTES, fieldNameSize: MAX_FIELD_NAME_BYTES, headerPairs: MAX_PART_HEADERS,
    },
    // A document need not have a file name; anything else with one is no field.
    isPartAFile: (name, _contentType, fileName) => name === 'document' || fileName !== undefined,
  };
}

/** What the parser says of a broken form has no code; what the disk says has one. */
function asProblem(error: unknown): unknown {
  if (error instanceof ProblemError) return error;
  const code = errorCodeOf(error);
  return new ProblemError(isOurs(error) || code !== 'internal_error' ? code : 'malformed_multipart', { cause: error });
}

function isOurs(error: unknown): boolean {
  return isNativeError(error) && 'syscall' in error;
}

