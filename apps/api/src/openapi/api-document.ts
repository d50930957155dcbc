import * as z from 'zod';
import {
  createDocument, type ZodOpenApiObject, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { FaxEventBody, PROBLEM_MEDIA_TYPE, Problem, errorDefinition, type ErrorCode } from '@faxwire/contracts';
import type { Operation, OperationResponse } from '../operation.ts';
import { ALL_OPERATIONS } from '../operations.ts';

const EVERYWHERE: readonly ErrorCode[] = ['malformed_request', 'unknown_parameter', 'uri_too_long', 'headers_too_large', 'internal_error', 'service_unavailable'];
const WITH_KEY: readonly ErrorCode[] = ['api_key_missing', 'api_key_invalid'];

/** The OpenAPI description, printed from the operations that the server routes by. */
export function apiDocument(operations: readonly Operation[] = ALL_OPERATIONS): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  const document: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: 'Faxwire: the faxId API', version: '1',
      description: 'Sends faxes. What Faxwire adds to the documented attributes is marked `x-faxwire-addition`.',
    },
    paths,
    components: { schemas: { FaxEvent: FaxEventBody }, securitySchemes: SECURITY_SCHEMES },
    security: [{ bearer: [] }, { token: [] }, { basic: [] }],
  };
  return createDocument(document);
}

const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', description: 'The API key.' },
  token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token', description: 'The API key.' },
  basic: { type: 'http', scheme: 'basic', description: 'Any user name; the API key as password.' },
} as const;

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { operationId, summary, description, query, headers, body, open } = operation;
  const path = pathParameters(operation.path);
  return {
    operationId, summary,
    ...(description !== undefined && { description }),
    ...(open && { security: [] }),
    requestParams: { ...(path && { path }), ...(query && { query }), ...(headers && { header: headers }) },
    ...(body && { requestBody: { required: !body.optional, content: { [body.contentType]: { schema: body.schema } } } }),
    responses: { ...Object.fromEntries(operation.responses.map(answer)), ...problems(errorsOf(operation)) },
  };
}

function pathParameters(path: string): z.ZodObject | undefined {
  const names = path.split('/').filter((part) => part.startsWith('{')).map((part) => part.slice(1, -1));
  if (names.length === 0) return undefined;
  return z.object(Object.fromEntries(names.map((name) => [name, z.string().meta({ description: name === 'faxId' ? 'Fax unique identifier.' : 'Attempt unique identifier.' })])));
}

function answer({ status, description, schema, contentType = 'application/json', headers }: OperationResponse): [string, ZodOpenApiResponseObject] {
  const described = Object.entries(headers ?? {}).map(([name, text]) => [name, { description: text, schema: { type: 'string' as const } }] as const);
  return [String(status), {
    description,
    ...(described.length > 0 && { headers: Object.fromEntries(described) }),
    ...(schema && { content: { [contentType]: { schema } } }),
  }];
}

/** Every code that the operation can answer with. */
export function errorsOf({ errors, open }: Operation): readonly ErrorCode[] {
  return [...new Set([...errors, ...EVERYWHERE, ...(open ? [] : WITH_KEY)])];
}

function problems(codes: readonly ErrorCode[]): Record<string, ZodOpenApiResponseObject> {
  const statuses = new Set(codes.map((code) => errorDefinition(code).status));
  return Object.fromEntries([...statuses].map((status) => [String(status), problemsOf(status, codes)]));
}

function problemsOf(status: number, codes: readonly ErrorCode[]): ZodOpenApiResponseObject {
  const group = codes.filter((code) => errorDefinition(code).status === status);
  return {
    description: group.map((code) => `\`${code}\`: ${errorDefinition(code).meaning}`).join('\n\n'),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: Problem } },
    'x-faxwire-codes': group,
  };
}
