import type { JsonSchema } from '@faxwire/api-app';
import { alternatives, resolved, typesOf, valuesOf, type PlacedSchema } from './openapi-union.ts';

/** Who writes the value: a client writes requests and reads answers. */
export type Direction = 'request' | 'answer';

/** The same kind of value in two versions of the document, and where it is. */
export interface Comparison {
  readonly before: PlacedSchema;
  readonly after: PlacedSchema;
  readonly direction: Direction;
  readonly at: string;
}

/** A schema that contains itself is compared this far down. */
const MAX_DEPTH = 12;

/** What a client of the version before cannot live with, as sentences; empty where everything goes on working. */
export function schemaBreaks(comparison: Comparison, depth = 0): string[] {
  if (depth > MAX_DEPTH) return [];
  const [before, after] = [alternatives(comparison.before), alternatives(comparison.after)];
  const [only, fits] = [before[0], after[0]];
  if (only && fits && before.length === 1 && after.length === 1) return plainBreaks({ ...comparison, before: only, after: fits }, depth);
  return unionBreaks(comparison, { before, after }, depth);
}

/** What was taken must be taken still; what is answered must have been answered before. */
function unionBreaks(comparison: Comparison, { before, after }: { before: PlacedSchema[]; after: PlacedSchema[] }, depth: number): string[] {
  const { direction, at } = comparison;
  const fit = (one: PlacedSchema, other: PlacedSchema) => schemaBreaks({ ...comparison, before: one, after: other }, depth + 1).length === 0;
  if (direction === 'request') return before.every((one) => after.some((other) => fit(one, other))) ? [] : [`${at}: an alternative is no longer taken`];
  return after.every((other) => before.some((one) => fit(one, other))) ? [] : [`${at}: there is an alternative that was never answered before`];
}

function plainBreaks(comparison: Comparison, depth: number): string[] {
  const [before, after] = [resolved(comparison.before), resolved(comparison.after)];
  const found = [...typeBreaks(before, after, comparison), ...valueBreaks(before, after, comparison)];
  if (found.length > 0) return found;
  return [...boundBreaks(before, after, comparison), ...objectBreaks(before, after, { comparison, depth }), ...partBreaks(before, after, { comparison, depth })];
}

function typeBreaks(before: JsonSchema, after: JsonSchema, { direction, at }: Comparison): string[] {
  const [had, has] = [typesOf(before), typesOf(after)];
  const [given, taken] = direction === 'request' ? [had, has] : [has, had];
  if (!taken) return [];
  const fits = (type: string): boolean => taken.includes(type) || (type === 'integer' && taken.includes('number'));
  return given?.every(fits) ? [] : [`${at}: the type was ${had?.join(' or ') ?? 'any'} and is ${has?.join(' or ') ?? 'any'}`];
}

/** Answers may get new values: clients are told to expect values that they do not know. */
function valueBreaks(before: JsonSchema, after: JsonSchema, { direction, at }: Comparison): string[] {
  const [had, has] = [valuesOf(before), valuesOf(after)];
  if (direction === 'answer' || !has) return [];
  if (!had) return [`${at}: any value was taken, now only ${JSON.stringify(has)}`];
  return had.filter((value) => !has.includes(value)).map((value) => `${at}: ${JSON.stringify(value)} is no longer taken`);
}

const UPPER = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'] as const;
const LOWER = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'] as const;

function boundBreaks(before: JsonSchema, after: JsonSchema, { direction, at }: Comparison): string[] {
  if (direction === 'answer') return [];
  const [had, has] = [before, after] as unknown as Readonly<Record<string, number | string | undefined>>[];
  const bound = (schema: typeof had, name: string, none: number) => Number(schema?.[name] ?? none);
  const narrower = [
    ...UPPER.filter((name) => bound(has, name, Infinity) < bound(had, name, Infinity)),
    ...LOWER.filter((name) => bound(has, name, -Infinity) > Math.max(bound(had, name, -Infinity), name.startsWith('min') && name !== 'minimum' ? 0 : -Infinity)),
    ...['pattern', 'format'].filter((name) => has?.[name] !== undefined && has[name] !== had?.[name]),
  ];
  return narrower.map((name) => `${at}: ${name} was ${had?.[name] ?? 'open'} and is ${has?.[name]}`);
}

interface Place {
  readonly comparison: Comparison;
  readonly depth: number;
}

function objectBreaks(before: JsonSchema, after: JsonSchema, { comparison, depth }: Place): string[] {
  const { direction, at } = comparison;
  const [had, has] = [before.properties ?? {}, after.properties ?? {}];
  const [needed, needs] = [before.required ?? [], after.required ?? []];
  const open = after.additionalProperties !== false;
  const gone = Object.keys(had).filter((name) => !(name in has) && (direction === 'answer' || !open));
  const harder = direction === 'request' ? needs.filter((name) => !needed.includes(name)) : needed.filter((name) => !needs.includes(name) && name in has);
  const changed = Object.entries(had).flatMap(([name, schema]) => {
    const next = has[name];
    return next ? schemaBreaks(deeper(comparison, { before: schema, after: next, name: `.${name}` }), depth + 1) : [];
  });
  return [
    ...gone.map((name) => `${at}.${name}: ${direction === 'answer' ? 'is no longer answered' : 'is no longer taken'}`),
    ...harder.map((name) => `${at}.${name}: ${direction === 'request' ? 'is required now' : 'is not always there any more'}`),
    ...changed,
  ];
}

function partBreaks(before: JsonSchema, after: JsonSchema, { comparison, depth }: Place): string[] {
  const items = before.items && after.items ? schemaBreaks(deeper(comparison, { before: before.items, after: after.items, name: '[]' }), depth + 1) : [];
  const [had, has] = [before.additionalProperties ?? true, after.additionalProperties ?? true];
  if (had !== false && has === false && comparison.direction === 'request') return [...items, `${comparison.at}: names of one's own are no longer taken`];
  if (typeof had !== 'object' || typeof has !== 'object') return items;
  return [...items, ...schemaBreaks(deeper(comparison, { before: had, after: has, name: '.*' }), depth + 1)];
}

function deeper(comparison: Comparison, { before, after, name }: { before: JsonSchema; after: JsonSchema; name: string }): Comparison {
  const { document: past } = comparison.before;
  const { document: present } = comparison.after;
  return { ...comparison, before: { document: past, schema: before }, after: { document: present, schema: after }, at: `${comparison.at}${name}` };
}
