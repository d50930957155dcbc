import { operationsOf, type ApiDocument, type DescribedContent, type PlacedOperation } from '@faxwire/api-app';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** A collection of requests (Postman 2.1, which Insomnia and Bruno import as well): a folder for each tag, a request for each operation. */
export function requestCollection(document: ApiDocument): string {
  const operations = operationsOf(document);
  const folder = ({ name, description }: { name: string; description: string }) => ({
    name, description, item: operations.filter(({ operation }) => operation.tags?.includes(name)).map(item),
  });
  const collection = {
    info: { name: document.info.title, description: document.info.description, schema: SCHEMA },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{FAXWIRE_KEY}}', type: 'string' }] },
    variable: [{ key: 'FAXWIRE_URL', value: 'http://127.0.0.1:3000' }, { key: 'FAXWIRE_KEY', value: '' }],
    item: document.tags.map(folder),
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

function item(placed: PlacedOperation): object {
  const { method, operation: { summary, description, security, requestBody } } = placed;
  const [content] = Object.entries(requestBody?.content ?? {});
  return {
    name: summary,
    request: {
      method: method.toUpperCase(),
      ...(description !== undefined && { description }),
      ...(security?.length === 0 && { auth: { type: 'noauth' } }),
      header: headersOf(placed, content?.[0]),
      url: urlOf(placed),
      ...(content && { body: bodyOf(content) }),
    },
  };
}

interface Pair {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly disabled?: boolean;
}

/** Parameters that may be left out are there and switched off. */
function parametersIn({ operation: { parameters = [] } }: PlacedOperation, where: 'path' | 'query' | 'header'): Pair[] {
  return parameters.filter((parameter) => parameter.in === where).map(({ name, example, description, required }) => ({
    key: name, value: String(example), ...(description !== undefined && { description }), ...(where !== 'path' && !required && { disabled: true }),
  }));
}

function headersOf(placed: PlacedOperation, contentType: string | undefined): Pair[] {
  const json = contentType === 'application/json' ? [{ key: 'Content-Type', value: contentType }] : [];
  return [...json, ...parametersIn(placed, 'header')];
}

function urlOf(placed: PlacedOperation): object {
  const variables = parametersIn(placed, 'path');
  const path = placed.path.slice(1).split('/').map((part) => segment(part, variables));
  const query = parametersIn(placed, 'query');
  const raw = `{{FAXWIRE_URL}}/${path.join('/')}`;
  return { raw, host: ['{{FAXWIRE_URL}}'], path, ...(query.length > 0 && { query }), variable: variables.filter(({ key }) => path.includes(`:${key}`)) };
}

/** A variable is a whole segment in these tools; where it is a part of one, the example stands there. */
function segment(part: string, variables: readonly Pair[]): string {
  if (/^\{\w+\}$/.test(part)) return `:${part.slice(1, -1)}`;
  return part.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => variables.find(({ key }) => key === name)?.value ?? '');
}

function bodyOf([type, { example }]: [string, DescribedContent]): object {
  if (type === 'application/json') return { mode: 'raw', raw: JSON.stringify(example, null, 2), options: { raw: { language: 'json' } } };
  const fields = Object.entries((example ?? {}) as Record<string, unknown>).map(([key, value]) => field(key, value));
  return type === 'multipart/form-data' ? { mode: 'formdata', formdata: fields } : { mode: 'urlencoded', urlencoded: fields };
}

/** The only files of the API are documents. */
function field(key: string, value: unknown): object {
  if (key === 'document') return { key, type: 'file', src: value };
  return { key, type: 'text', value: typeof value === 'string' ? value : JSON.stringify(value) };
}
