import { FaxBatchFields, FaxFields, Metadata, type FieldProblem } from '@faxwire/contracts';
import type * as z from 'zod';
import { fieldProblem, validate } from '../validate.ts';

/** The text parts of a submission, as they came. */
export interface FormField {
  readonly name: string;
  readonly value: unknown;
}

/** Parts that hold JSON text where their content type did not say so. */
const JSON_FIELDS: ReadonlySet<string> = new Set(['coverPage', 'recipients']);
/** The one field that may come several times, in its order. */
const REPEATED = 'documentUrl';

/** @throws ProblemError that names what is wrong */
export function readFields(fields: readonly FormField[]): FaxFields {
  return read(FaxFields, fields);
}

/** @throws ProblemError that names what is wrong */
export function readBatchFields(fields: readonly FormField[]): FaxBatchFields {
  return read(FaxBatchFields, fields);
}

function read<Schema extends z.ZodObject>(schema: Schema, fields: readonly FormField[]): z.infer<Schema> {
  const { singles, pairs } = sorted(fields, new Set(Object.keys(schema.shape)));
  const metadata = metadataOf(singles['metadata'], pairs);
  const values = Object.entries(singles).map(([name, value]) => [name, valueOf(name, value)] as const);
  return validate(schema, { ...Object.fromEntries(values), metadata });
}

function sorted(fields: readonly FormField[], known: ReadonlySet<string>): { singles: Record<string, unknown>; pairs: Map<string, unknown> } {
  const singles: Record<string, unknown> = {};
  const pairs = new Map<string, unknown>();
  for (const { name, value } of fields) {
    const key = metadataKey(name);
    if (key !== undefined) once(pairs.has(key), name, () => pairs.set(key, value));
    else if (!known.has(name)) throw wrong(name, 'unknown_field', 'is not known here');
    else if (name === REPEATED && singles[name] !== undefined) singles[name] = [singles[name], value].flat();
    else once(Object.hasOwn(singles, name), name, () => (singles[name] = value));
  }
  return { singles, pairs };
}

function once(again: boolean, name: string, take: () => unknown): void {
  if (again) throw wrong(name, 'duplicate_field', 'came more than once');
  take();
}

export function wrong(field: string, code: FieldProblem['code'], message: string): Error {
  return fieldProblem([{ field, code, message }]);
}

function metadataKey(name: string): string | undefined {
  return name.startsWith('metadata[') && name.endsWith(']') ? name.slice('metadata['.length, -1) : undefined;
}

/** A form knows text alone: what a field means is said by its name. */
function valueOf(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (name === 'maxAttempts') return value.trim() === '' ? value : Number(value);
  return JSON_FIELDS.has(name) ? jsonOf(name, value) : value;
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw wrong(name, 'invalid_field', 'is not JSON');
  }
}

function metadataOf(json: unknown, pairs: ReadonlyMap<string, unknown>): Readonly<Record<string, string>> {
  if (json !== undefined && pairs.size > 0) throw wrong('metadata', 'duplicate_field', 'came both as JSON and as single pairs');
  return checkedMetadata(json === undefined ? Object.fromEntries(pairs) : objectOf(json), 'metadata');
}

/** @throws ProblemError `invalid_metadata` */
export function checkedMetadata(value: object, field: string): Readonly<Record<string, string>> {
  const result = Metadata.safeParse(value);
  const issue = result.error?.issues[0];
  if (issue) throw wrong([field, ...issue.path].join('.'), 'invalid_metadata', issue.message);
  const unstorable = Object.entries(value).flat().some((text) => !isStorable(text));
  if (unstorable || Object.hasOwn(value, '__proto__')) throw wrong(field, 'invalid_metadata', 'has text that cannot be stored');
  return result.data ?? {};
}

/** A part that says that it is JSON was parsed on its way in. */
function objectOf(json: unknown): object {
  if (typeof json === 'object' && json !== null) return json;
  try {
    const parsed: unknown = JSON.parse(String(json));
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    throw wrong('metadata', 'invalid_metadata', 'is not JSON');
  }
  throw wrong('metadata', 'invalid_metadata', 'is not a JSON object');
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** PostgreSQL's jsonb takes neither NUL nor half a surrogate pair. */
export function isStorable(text: unknown): boolean {
  return typeof text === 'string' && !text.includes('\0') && !LONE_SURROGATE.test(text);
}
