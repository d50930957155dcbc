import * as z from 'zod';
import {
  createDocument, type ZodOpenApiObject, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { FaxEventBody, PROBLEM_MEDIA_TYPE, Problem, SCOPES, errorDefinition, type ErrorCode } from '@faxwire/contracts';
import type { Operation, OperationResponse } from '../operation.ts';
import { JSON_ERRORS } from '../operations/shared-errors.ts';
import { ALL_OPERATIONS } from '../operations.ts';
import type { ApiDocument } from './document-shape.ts';
import { withExamples } from './example/document-example.ts';
import { tagOf, tagsOf } from './tag.ts';

const EVERYWHERE: readonly ErrorCode[] = ['malformed_request', 'unknown_parameter', 'uri_too_long', 'headers_too_large', 'internal_error', 'service_unavailable'];
const WITH_KEY: readonly ErrorCode[] = ['api_key_missing', 'api_key_invalid', 'scope_missing', 'tenant_suspended', 'rate_limited', 'too_many_failures'];
/** The code of what is wrong with a link, where one is taken. */
const WITH_LINK: readonly ErrorCode[] = ['link_invalid'];
/** Without a root key there is no admin API. */
const WITH_ROOT: readonly ErrorCode[] = ['api_key_missing', 'root_key_invalid', 'route_not_found', 'too_many_failures'];
const SUBMITTING: readonly ErrorCode[] = ['quota_exceeded'];
const WITH_QUERY: readonly ErrorCode[] = ['invalid_parameter'];
const WITHOUT_BODY: readonly ErrorCode[] = ['unknown_field', 'invalid_field', 'malformed_json', 'unsupported_content_type', 'request_too_large'];

/** The OpenAPI description, printed from the operations that the server routes by. */
export function apiDocument(operations: readonly Operation[] = ALL_OPERATIONS): ApiDocument {
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
    tags: tagsOf(operations.map(({ path }) => path)),
    paths,
    components: { schemas: { FaxEvent: FaxEventBody }, securitySchemes: SECURITY_SCHEMES },
    security: [...WITH_ANY_KEY],
  };
  return withExamples(createDocument(document) as unknown as ApiDocument);
}

/** As it is stored in `docs/openapi.json`. */
export function apiDocumentJson(): string {
  return `${JSON.stringify(apiDocument(), null, 2)}\n`;
}

const WITH_ANY_KEY: readonly Readonly<Record<string, string[]>>[] = [{ bearer: [] }, { token: [] }, { basic: [] }];

const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', description: 'The API key.' },
  token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token', description: 'The API key.' },
  basic: { type: 'http', scheme: 'basic', description: 'Any user name; the API key as password.' },
  oauth: {
    type: 'oauth2', description: 'A token for a key: its id and itself are the client\'s credentials.',
    flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: Object.fromEntries(SCOPES.map((scope) => [scope, `Operations that need \`${scope}\`.`])) } },
  },
  link: {
    type: 'apiKey', in: 'query', name: 'signature',
    description: 'The signature of a link out of a webhook, with `tenant` and `expires` as they came: good for one address, for a few minutes.',
  },
} as const;

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { operationId, summary, description, query, headers, body, open, scope, linkable } = operation;
  const path = pathParameters(operation.path);
  return {
    operationId, summary, tags: [tagOf(operation.path)],
    ...(description !== undefined && { description }),
    ...(open && { security: [] }),
    ...(scope !== undefined && { security: [...WITH_ANY_KEY, { oauth: [scope] }, ...(linkable ? [{ link: [] }] : [])] }),
    ...(scope !== undefined && { 'x-faxwire-scope': scope }),
    requestParams: { ...(path && { path }), ...(query && { query }), ...(headers && { header: headers }) },
    ...(body && { requestBody: { required: !body.optional, content: { [body.contentType]: { schema: body.schema }, ...(body.json && { 'application/json': { schema: body.json } }) } } }),
    responses: together(Object.fromEntries(operation.responses.map(answer)), problems(errorsOf(operation))),
  };
}

const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  faxId: 'Fax unique identifier.',
  page: 'Number of the page, 1 for the first.',
  attemptId: 'Attempt unique identifier.',
  endpointId: 'Webhook endpoint unique identifier.',
  deliveryId: 'Delivery unique identifier.',
  keyId: 'API key unique identifier: what stands in a key before its secret.',
  tenantId: 'Tenant unique identifier.',
  batchId: 'The batch, as it was named when it was sent.',
};

function pathParameters(path: string): z.ZodObject | undefined {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (names.length === 0) return undefined;
  return z.object(Object.fromEntries(names.map((name) => [name, z.string().meta({ description: PATH_PARAMETERS[name] ?? `The ${name}.` })])));
}

function answer({ status, description, schema, contentType = 'application/json', headers, others = {} }: OperationResponse): [string, ZodOpenApiResponseObject] {
  const described = Object.entries(headers ?? {}).map(([name, text]) => [name, { description: text, schema: { type: 'string' as const } }] as const);
  return [String(status), {
    description,
    ...(described.length > 0 && { headers: Object.fromEntries(described) }),
    ...(schema && { content: { [contentType]: { schema }, ...Object.fromEntries(Object.entries(others).map(([type, other]) => [type, { schema: other }])) } }),
  }];
}

/** An operation may have answers of its own under a status that errors have as well. */
function together(own: Record<string, ZodOpenApiResponseObject>, errors: Record<string, ZodOpenApiResponseObject>): Record<string, ZodOpenApiResponseObject> {
  const both = Object.entries(errors).map(([status, error]) => {
    const mine = own[status];
    return [status, mine ? { ...error, description: `${mine.description}\n\n${error.description}`, content: { ...mine.content, ...error.content } } : error] as const;
  });
  return { ...own, ...Object.fromEntries(both) };
}

/** Every code that the operation can answer with: its own, and what any request of its kind can be refused for. */
export function errorsOf(operation: Operation): readonly ErrorCode[] {
  const { errors, open, root, query, linkable } = operation;
  return [...new Set([...errors, ...EVERYWHERE, ...doorErrors({ open, root }), ...(linkable ? WITH_LINK : []), ...(operation.method === 'post' && operation.scope === 'fax:write' ? SUBMITTING : []), ...(query ? WITH_QUERY : []), ...bodyErrors(operation)])];
}

function doorErrors({ open, root }: { open: true | undefined; root: true | undefined }): readonly ErrorCode[] {
  if (open) return [];
  return root ? WITH_ROOT : WITH_KEY;
}

/** Whoever takes no body refuses one that has anything in it. */
function bodyErrors({ body, method }: Operation): readonly ErrorCode[] {
  if (body?.contentType === 'application/json') return JSON_ERRORS;
  return body || method === 'get' ? [] : WITHOUT_BODY;
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
