import type { DescribedContent, DescribedOperation, PlacedOperation } from '../document-shape.ts';
import { namesObject, objectNamed } from './matrix-object.ts';

export type Ids = Readonly<Record<string, string>>;

/** One request, as the examples of the API description have it, with other ids. */
export interface MatrixRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData | undefined;
}

/**
 * The names under which an operation is told of objects: in its path, its query, or the top level of its body. An id in a
 * body that makes an object is no such name.
 */
export function objectNames({ operation, method, path }: PlacedOperation): string[] {
  const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path' || (parameter.in === 'query' && namesObject(parameter.name)));
  const inBody = Object.keys(asRecord(contentOf(operation)?.content.example)).filter(namesObject);
  const names = [...new Set([...inPath.map(({ name }) => name), ...inBody])];
  const unknown = names.filter((name) => !objectNamed(name) && !NO_OBJECTS.has(name));
  if (unknown.length > 0) throw new Error(`${method} ${path} names ${unknown.join(', ')}: add to MATRIX_OBJECTS how one is made (openapi/access/matrix-object.ts)`);
  return names.filter((name) => objectNamed(name));
}

/** Not an object of somebody's: a name that the caller gives, the number of a page, what a far end is told. */
const NO_OBJECTS = new Set(['batchId', 'stationId', 'pageNumber', 'page', 'n']);

export function matrixRequest({ operation, method, path }: PlacedOperation, ids: Ids): MatrixRequest {
  const filled = (operation.parameters ?? []).filter(({ in: place }) => place === 'path')
    .reduce((made, { name, example }) => made.replace(`{${name}}`, encodeURIComponent(ids[name] ?? String(example))), path);
  const query = (operation.parameters ?? []).filter(({ in: place, name, required }) => place === 'query' && (ids[name] !== undefined || required));
  const search = query.map(({ name, example }) => `${name}=${encodeURIComponent(ids[name] ?? String(example))}`).join('&');
  return { method: method.toUpperCase(), path: search === '' ? filled : `${filled}?${search}`, ...bodyOf(operation, { ids, inQuery: query.length > 0 }) };
}

/** Where an example has more than goes together with an id. */
const BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { searchFaxes: {} };

function bodyOf(operation: DescribedOperation, { ids, inQuery }: { ids: Ids; inQuery: boolean }): Pick<MatrixRequest, 'headers' | 'body'> {
  const found = contentOf(operation);
  // What comes in the query must not come in the body as well.
  if (!found || (inQuery && operation.requestBody?.required === false)) return { headers: {}, body: undefined };
  const example = { ...(BODIES[operation.operationId] ?? asRecord(found.content.example)), ...within(ids, asRecord(found.content.example)) };
  if (found.type === 'multipart/form-data') return { headers: {}, body: formOf(example) };
  const text = found.type === 'application/x-www-form-urlencoded' ? new URLSearchParams(example as Record<string, string>).toString() : JSON.stringify(example);
  return { headers: { 'content-type': found.type }, body: text };
}

function within(ids: Ids, example: Readonly<Record<string, unknown>>): Ids {
  return Object.fromEntries(Object.entries(ids).filter(([name]) => name in example));
}

function contentOf({ requestBody }: DescribedOperation): { type: string; content: DescribedContent } | undefined {
  const entries = Object.entries(requestBody?.content ?? {});
  const [type, content] = entries.find(([each]) => each === 'application/json') ?? entries[0] ?? [];
  return type !== undefined && content ? { type, content } : undefined;
}

function formOf(example: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(example)) form.append(name, name === 'document' ? new Blob(['Dear Dr. Miller']) : textOf(value));
  return form;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
