import { isNativeError } from 'node:util/types';
import type { ErrorCode } from '@faxwire/contracts';
import { isOutOfSpace, isUnavailable } from './outage.ts';

const BY_FASTIFY_CODE: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_BODY_TOO_LARGE: 'request_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_content_type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported_content_type',
  FST_REQ_FILE_TOO_LARGE: 'document_too_large',
  FST_PARTS_LIMIT: 'request_too_large',
  FST_FIELDS_LIMIT: 'request_too_large',
  FST_FILES_LIMIT: 'too_many_documents',
  FST_PROTO_VIOLATION: 'unknown_field',
  FST_INVALID_JSON_FIELD_ERROR: 'invalid_metadata',
  FST_ERR_MAX_PARAM_LENGTH: 'uri_too_long',
};

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed_request',
  404: 'route_not_found',
  405: 'method_not_allowed',
  408: 'upload_timeout',
  413: 'request_too_large',
  414: 'uri_too_long',
  415: 'unsupported_content_type',
  431: 'headers_too_large',
  503: 'service_unavailable',
};

/** The catalogue's code for whatever was thrown by Nest, Fastify, a parser, a driver or us. */
export function errorCodeOf(error: unknown): ErrorCode {
  for (let inner = error, depth = 0; isError(inner) && depth < MAX_CAUSES; inner = inner.cause, depth += 1) {
    const code = BY_FASTIFY_CODE[textOf(inner, 'code')];
    if (code) return code;
    if (inner.name === 'SyntaxError') return 'malformed_json';
    if (isOutOfSpace(inner)) return 'storage_full';
    if (isUnavailable(inner)) return 'service_unavailable';
  }
  return BY_STATUS[statusOf(error)] ?? 'internal_error';
}

/** Errors are wrapped a few times at most; a cycle must not hold us. */
const MAX_CAUSES = 5;

/** Fastify's errors are not native ones; Node's own are of another realm where code runs in a VM context. */
function isError(value: unknown): value is Error {
  return value instanceof Error || isNativeError(value);
}

function textOf(error: object, key: string): string {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 0;
  const status: unknown = Reflect.get(error, 'status') ?? Reflect.get(error, 'statusCode');
  return typeof status === 'number' ? status : 0;
}
