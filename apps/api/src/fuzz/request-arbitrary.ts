import * as fc from 'fast-check';
import type { Components, DescribedParameter, PlacedOperation } from '../openapi/document-shape.ts';
import { hostile, valueOf } from './schema-arbitrary.ts';

/** A request as it goes out: everything but who asks. */
export interface FuzzRequest {
  readonly operationId: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
}

/** Ids that a path can have, by the name of its parameter: one's own, another tenant's, and none at all. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

export interface Ground {
  readonly components: Components;
  readonly ids: KnownIds;
}

/** Requests to an operation: mostly as the description has them, and in each part now and then not. */
export function requestsTo({ path, method, operation }: PlacedOperation, ground: Ground): fc.Arbitrary<FuzzRequest> {
  const { operationId, parameters = [], requestBody } = operation;
  const of = (where: DescribedParameter['in']) => parameters.filter((parameter) => parameter.in === where);
  const contents = Object.entries(requestBody?.content ?? {}).map(([type, { schema = {} }]) =>
    bodyOf(type, valueOf({ schema, components: ground.components }), requestBody?.required !== true));
  const body = contents.length === 0 ? strayBody() : fc.oneof(...contents);
  return fc.record({
    path: pathOf(path, ground.ids), query: pairsOf(of('query'), ground), headers: pairsOf(of('header'), ground), sent: method === 'get' ? fc.constant({}) : body,
  }).map(({ path: filled, query, headers, sent }) => {
    const search = new URLSearchParams(query).toString();
    const { contentType, body: content } = sent as SentBody;
    const own = Object.fromEntries(headers.filter(([, value]) => /^[\x20-\x7e]*$/.test(value)));
    return {
      operationId, method: method.toUpperCase(), url: `${filled}${search === '' ? '' : `?${search}`}`,
      headers: { ...own, ...(contentType !== undefined && { 'content-type': contentType }) }, ...(content !== undefined && { body: content }),
    };
  });
}

function pathOf(path: string, ids: KnownIds): fc.Arbitrary<string> {
  const parts = path.split(/(\{\w+\})/).map((part) => {
    if (!part.startsWith('{')) return fc.constant(part);
    const known = ids[part.slice(1, -1)] ?? ['1'];
    return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: hostile.map(textOf).filter((text) => text !== '' && text !== '.' && text !== '..') })
      .map((text) => encodeURIComponent(wellFormed(text.slice(0, 300))));
  });
  return fc.tuple(...parts).map((texts) => texts.join(''));
}

function pairsOf(parameters: readonly DescribedParameter[], { components }: Ground): fc.Arbitrary<[string, string][]> {
  const each = parameters.map(({ name, schema, example }) => fc.option(
    fc.oneof(fc.constant(example), valueOf({ schema, components })).map((value): [string, string] => [name, textOf(value)]), { nil: undefined },
  ));
  const stray = fc.option(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ maxLength: 8 })), { nil: undefined, freq: 12 });
  return fc.tuple(...each, parameters.some((parameter) => parameter.in === 'query') ? stray : fc.constant(undefined))
    .map((pairs) => pairs.filter((pair): pair is [string, string] => pair !== undefined));
}

interface SentBody {
  readonly contentType?: string;
  readonly body?: string | FormData;
}

function strayBody(): fc.Arbitrary<SentBody> {
  return fc.oneof({ weight: 10, arbitrary: fc.constant<SentBody>({}) }, { weight: 1, arbitrary: hostile.map((value) => ({ contentType: 'application/json', body: JSON.stringify(value) })) });
}

function bodyOf(type: string, value: fc.Arbitrary<unknown>, optional: boolean): fc.Arbitrary<SentBody> {
  const wellMade = value.map((body) => encoded(type, body));
  const broken = fc.constantFrom<SentBody>(
    { contentType: type, body: '{"a":' }, { contentType: type, body: '' }, { contentType: 'text/plain', body: 'x' }, { contentType: 'application/xml', body: '<a/>' },
    { contentType: 'application/json; charset=utf-16', body: '{}' }, { contentType: 'multipart/form-data', body: 'x' }, { contentType: 'multipart/form-data; boundary=b', body: '--b\r\n' },
  );
  return fc.oneof({ weight: 14, arbitrary: wellMade }, { weight: 2, arbitrary: broken }, { weight: optional ? 3 : 1, arbitrary: fc.constant<SentBody>({}) });
}

function encoded(type: string, body: unknown): SentBody {
  if (type === 'application/json') return { contentType: type, body: JSON.stringify(body) };
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  if (type !== 'multipart/form-data') return { contentType: type, body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, textOf(value)])).toString() };
  const form = new FormData();
  for (const [name, value] of fields) append(form, name, value);
  return { body: form };
}

const PDF = '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>';

function append(form: FormData, name: string, value: unknown): void {
  for (const each of Array.isArray(value) && value.length > 0 ? (value as unknown[]) : [value]) {
    if (name === 'document') form.append(name, new Blob([textOf(each).length % 3 === 0 ? PDF : textOf(each)]), textOf(each).slice(0, 50).replaceAll('\u0000', '') || 'x');
    else form.append(wellFormed(name), textOf(each));
  }
}

function textOf(value: unknown): string {
  return wellFormed(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}

/** Half a surrogate pair cannot be written as UTF-8. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
