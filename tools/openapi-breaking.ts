import { operationsOf, type ApiDocument, type DescribedAnswer, type DescribedContent, type DescribedOperation, type DescribedParameter } from '@faxwire/api-app';
import { schemaBreaks, type Direction } from './openapi-breaking-schema.ts';

interface Versions {
  readonly before: ApiDocument;
  readonly after: ApiDocument;
}

interface Place extends Versions {
  /** `put /fax/{faxId}/hold` */
  readonly at: string;
}

/**
 * What a client of the version before cannot live with, as sentences; empty where everything goes on working. Additions are
 * no breaks: operations, optional fields of requests, fields of answers, statuses, values of answers.
 */
export function breakingChanges(before: ApiDocument, after: ApiDocument): string[] {
  return operationsOf(before).flatMap(({ path, method, operation }) => {
    const at = `${method} ${path}`;
    const now = after.paths[path]?.[method];
    return now ? operationBreaks(operation, now, { before, after, at }) : [`${at}: there is no such operation any more`];
  });
}

function operationBreaks(had: DescribedOperation, has: DescribedOperation, place: Place): string[] {
  return [
    ...(had.operationId === has.operationId ? [] : [`${place.at}: it was called ${had.operationId} and is called ${has.operationId}`]),
    ...accessBreaks(had, has, place),
    ...(had.parameters ?? []).flatMap((parameter) => parameterBreaks(parameter, has.parameters ?? [], place)),
    ...newlyRequired(had, has, place),
    ...bodyBreaks(had, has, place),
    ...Object.entries(had.responses).flatMap(([status, answer]) => answerBreaks(answer, has.responses[status], { ...place, at: `${place.at} -> ${status}` })),
  ];
}

/** Whoever came in before comes in still. */
function accessBreaks(had: DescribedOperation, has: DescribedOperation, { at }: Place): string[] {
  if (!had.security && has.security) return has.security.length === 0 ? [] : lostSchemes(had, has, at);
  if (had.security?.length === 0 && has.security?.length !== 0) return [`${at}: it was open to all`];
  return lostSchemes(had, has, at);
}

/** An operation without a list of its own has the one of the document, which is only ever added to. */
function lostSchemes({ security: had = [] }: DescribedOperation, { security: has }: DescribedOperation, at: string): string[] {
  if (!has || has.length === 0) return [];
  const names = new Set(has.flatMap((alternative) => Object.keys(alternative)));
  return had.flatMap((alternative) => Object.keys(alternative)).filter((name) => !names.has(name)).map((name) => `${at}: ${name} no longer lets in`);
}

function parameterBreaks(had: DescribedParameter, now: readonly DescribedParameter[], place: Place): string[] {
  const at = `${place.at} ${had.in} ${had.name}`;
  const has = now.find((each) => each.in === had.in && each.name === had.name);
  if (!has) return [`${at}: is no longer taken`];
  return schemaBreaks({ before: { document: place.before, schema: had.schema }, after: { document: place.after, schema: has.schema }, direction: 'request', at });
}

function newlyRequired(had: DescribedOperation, has: DescribedOperation, { at }: Place): string[] {
  const wasRequired = ({ in: where, name }: DescribedParameter) => had.parameters?.some((each) => each.in === where && each.name === name && each.required) ?? false;
  const required = (has.parameters ?? []).filter((each) => each.required && !wasRequired(each)).map(({ in: where, name }) => `${at} ${where} ${name}: is required now`);
  return has.requestBody?.required && !had.requestBody?.required ? [...required, `${at}: a body is required now`] : required;
}

function bodyBreaks(had: DescribedOperation, has: DescribedOperation, place: Place): string[] {
  if (!had.requestBody) return [];
  if (!has.requestBody) return [`${place.at}: a body is no longer taken`];
  return contentBreaks(had.requestBody.content, has.requestBody.content, { ...place, at: `${place.at} body`, direction: 'request' });
}

function answerBreaks(had: DescribedAnswer, has: DescribedAnswer | undefined, place: Place): string[] {
  if (!has) return [`${place.at}: is no longer answered`];
  const headers = Object.keys(had.headers ?? {}).filter((name) => !(name in (has.headers ?? {})));
  return [
    ...headers.map((name) => `${place.at} header ${name}: is no longer answered`),
    ...contentBreaks(had.content ?? {}, has.content ?? {}, { ...place, direction: 'answer' }),
  ];
}

type Contents = Readonly<Record<string, DescribedContent>>;

function contentBreaks(had: Contents, has: Contents, { before, after, at, direction }: Place & { readonly direction: Direction }): string[] {
  return Object.entries(had).flatMap(([type, { schema }]) => {
    const now = has[type];
    if (!now) return [`${at} ${type}: is gone`];
    if (!schema || !now.schema) return [];
    return schemaBreaks({ before: { document: before, schema }, after: { document: after, schema: now.schema }, direction, at });
  });
}
