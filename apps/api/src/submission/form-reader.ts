import { isNativeError } from 'node:util/types';
import type { FastifyRequest } from 'fastify';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import { MAX_DOCUMENTS } from '@faxwire/contracts';
import { ProblemError, errorCodeOf } from '@faxwire/platform';
import {
  MAX_FIELD_NAME_BYTES, MAX_FORM_FIELDS, MAX_FORM_FILES, MAX_FORM_OVERHEAD_BYTES, MAX_PART_HEADERS,
} from '../limits.ts';
import { wrong, type FormField } from './fax-form.ts';
import { newUploadPath, removeUploads, saveUpload, shownFileName, type UploadedDocument } from './upload-file.ts';

export interface ReceivedForm {
  readonly fields: readonly FormField[];
  /** In the order in which they came. */
  readonly documents: readonly UploadedDocument[];
}

export interface FormRules {
  readonly directory: string;
  /** Of all documents together. */
  readonly maxDocumentBytes: number;
  readonly maxFieldBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Reads a submission's parts in whatever order they come. The caller removes the documents' files afterwards.
 * @throws ProblemError; then nothing is left on the disk
 */
export async function readForm(request: FastifyRequest, rules: FormRules): Promise<ReceivedForm> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > rules.maxDocumentBytes + MAX_FORM_OVERHEAD_BYTES) throw new ProblemError('document_too_large');
  const documents: UploadedDocument[] = [];
  try {
    return { fields: await readParts(request, documents, rules), documents };
  } catch (error) {
    await removeUploads(documents);
    throw asProblem(error);
  }
}

async function readParts(request: FastifyRequest, documents: UploadedDocument[], rules: FormRules): Promise<FormField[]> {
  const fields: FormField[] = [];
  for await (const part of request.parts(busboyOptions(rules))) {
    if (part.type === 'field') fields.push(fieldOf(part));
    else documents.push(await documentOf(part, documents, rules));
  }
  return fields;
}

async function documentOf(part: MultipartFile, before: readonly UploadedDocument[], { directory, maxDocumentBytes, signal }: FormRules): Promise<UploadedDocument> {
  if (part.fieldname !== 'document') throw wrong(part.fieldname, 'unknown_field', 'is not known here');
  if (before.length === MAX_DOCUMENTS) throw new ProblemError('too_many_documents');
  const saved = await saveUpload(part.file, newUploadPath(directory), signal);
  const document = { ...saved, fileName: shownFileName(part.filename) };
  const bytes = before.reduce((sum, each) => sum + each.bytes, document.bytes);
  if (bytes <= maxDocumentBytes) return document;
  await removeUploads([document]);
  throw new ProblemError('document_too_large');
}

function fieldOf({ fieldname: name, value, fieldnameTruncated, valueTruncated }: MultipartValue): FormField {
  if (fieldnameTruncated) throw wrong(`${name}...`, 'unknown_field', 'is not known here');
  if (valueTruncated) throw wrong(name, 'request_too_large', 'is longer than the limit');
  return { name, value };
}

function busboyOptions({ maxDocumentBytes, maxFieldBytes }: FormRules): Parameters<FastifyRequest['parts']>[0] {
  return {
    limits: {
      fileSize: maxDocumentBytes, files: MAX_FORM_FILES, fields: MAX_FORM_FIELDS, parts: MAX_FORM_FIELDS + MAX_FORM_FILES,
      fieldSize: maxFieldBytes, fieldNameSize: MAX_FIELD_NAME_BYTES, headerPairs: MAX_PART_HEADERS,
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
