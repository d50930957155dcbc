import openapiTypes, { astToString, stringToAST, type OpenAPI3 } from 'openapi-typescript';
import { operationsOf, type ApiDocument, type DescribedOperation, type PlacedOperation } from '@faxwire/api-app';

const NOTICE = '// Written by `npm run docs` from the API description.\n';

/** The types of the client: every operation with what it takes and what it answers where it does what was asked for. */
export async function clientTypes(document: ApiDocument): Promise<string> {
  const blob = stringToAST('Blob') as unknown as readonly { readonly expression: never }[];
  const tree = await openapiTypes(withoutRefusals(document) as unknown as OpenAPI3, {
    transform: ({ format }) => (format === 'binary' ? blobType(blob) : undefined),
  });
  return `${NOTICE}${astToString(tree)}`;
}

function blobType(parsed: readonly { readonly expression: never }[]): never {
  const [statement] = parsed;
  if (!statement) throw new Error('nothing was parsed');
  return statement.expression;
}

/** Refusals are one type, which the client throws: without them the types are half as long. */
function withoutRefusals(document: ApiDocument): ApiDocument {
  const entries = Object.entries(document.paths).map(([path, methods]) => [
    path, Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, { ...operation, responses: successes(operation) }])),
  ]);
  return { ...document, paths: Object.fromEntries(entries) as ApiDocument['paths'] };
}

function successes({ responses }: DescribedOperation): DescribedOperation['responses'] {
  return Object.fromEntries(Object.entries(responses).filter(([status]) => status.startsWith('2')));
}

/** What the client needs to know of every operation when it runs. */
export function clientRoutes(document: ApiDocument): string {
  const lines = operationsOf(document).map(routeLine).sort();
  return `${NOTICE}import type { OperationId, Route } from '../call.ts';\n\nexport const ROUTES: Readonly<Record<OperationId, Route>> = {\n${lines.join('\n')}\n};\n`;
}

const BODIES: Readonly<Record<string, string>> = {
  'application/json': 'json', 'multipart/form-data': 'multipart', 'application/x-www-form-urlencoded': 'form',
};

function routeLine({ path, method, operation: { operationId, parameters = [], requestBody, security } }: PlacedOperation): string {
  const query = parameters.filter(({ in: where }) => where === 'query').map(({ name }) => `'${name}'`).join(', ');
  const body = BODIES[Object.keys(requestBody?.content ?? {})[0] ?? ''];
  const idempotent = parameters.some(({ name }) => name === 'Idempotency-Key');
  const more = [...(body ? [`body: '${body}'`] : []), ...(idempotent ? ['idempotent: true'] : []), ...(security?.length === 0 ? ['open: true'] : [])];
  return `  ${operationId}: { ${[`method: '${method.toUpperCase()}'`, `path: '${path}'`, `query: [${query}]`, ...more].join(', ')} },`;
}
