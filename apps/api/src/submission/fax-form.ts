import type { FieldProblem } from '@faxwire/contracts';
import { Metadata } from '@faxwire/contracts';
import type { Resolution } from '@faxwire/fax';
import { fieldProblem } from '../validate.ts';

/** The text parts of a submission, as they came. */
export interface FormField {
  readonly name: string;
  readonly value: unknown;
}

export interface FaxFormFields {
  readonly phoneNumber: string;
  readonly resolution: Resolution;
  readonly metadata: Readonly<Record<string, string>>;
}

const RESOLUTIONS: readonly string[] = ['standard', 'fine', 'superfine'] satisfies Resolution[];
const SINGLE: ReadonlySet<string> = new Set(['phoneNumber', 'resolution', 'metadata']);

/** @throws ProblemError that names what is wrong */
export function readFields(fields: readonly FormField[]): FaxFormFields {
  const singles = new Map<string, unknown>();
  const pairs = new Map<string, unknown>();
  for (const { name, value } of fields) {
    const key = metadataKey(name);
    if (key === undefined && !SINGLE.has(name)) throw wrong(name, 'unknown_field', 'is not known here');
    const [target, slot] = key === undefined ? [singles, name] : [pairs, key];
    if (target.has(slot)) throw wrong(name, 'duplicate_field', 'came more than once');
    target.set(slot, value);
  }
  return { phoneNumber: phoneNumberOf(singles), resolution: resolutionOf(singles), metadata: metadataOf(singles.get('metadata'), pairs) };
}

export function wrong(field: string, code: FieldProblem['code'], message: string): Error {
  return fieldProblem([{ field, code, message }]);
}

function metadataKey(name: string): string | undefined {
  return name.startsWith('metadata[') && name.endsWith(']') ? name.slice('metadata['.length, -1) : undefined;
}

function phoneNumberOf(singles: ReadonlyMap<string, unknown>): string {
  const value = singles.get('phoneNumber');
  if (value === undefined) throw wrong('phoneNumber', 'missing_field', 'is required');
  if (typeof value !== 'string') throw wrong('phoneNumber', 'invalid_field', 'is not text');
  return value;
}

function resolutionOf(singles: ReadonlyMap<string, unknown>): Resolution {
  const value = singles.get('resolution') ?? 'fine';
  if (typeof value === 'string' && RESOLUTIONS.includes(value)) return value as Resolution;
  throw wrong('resolution', 'invalid_field', `is one of ${RESOLUTIONS.join(', ')}`);
}

function metadataOf(json: unknown, pairs: ReadonlyMap<string, unknown>): Readonly<Record<string, string>> {
  if (json !== undefined && pairs.size > 0) throw wrong('metadata', 'duplicate_field', 'came both as JSON and as single pairs');
  const value = json === undefined ? Object.fromEntries(pairs) : objectOf(json);
  const result = Metadata.safeParse(value);
  const issue = result.error?.issues[0];
  if (issue) throw wrong(['metadata', ...issue.path].join('.'), 'invalid_metadata', issue.message);
  const unstorable = Object.entries(value).flat().some((text) => !isStorable(text));
  if (unstorable || Object.hasOwn(value, '__proto__')) throw wrong('metadata', 'invalid_metadata', 'has text that cannot be stored');
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
