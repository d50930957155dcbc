import * as fc from 'fast-check';
import { componentName, type Components, type JsonSchema } from '../openapi/document-shape.ts';

/** Deeper than any body of ours; what contains itself ends here. */
const MAX_DEPTH = 6;
const LONG_CHARS = 20_000;

/** What programs have been broken with: quotes, paths, numbers that are none, names of JavaScript, text of other scripts, and length. */
const HOSTILE: readonly unknown[] = [
  '', ' ', '\u0000', '\u202e', '\ud800', '💣', 'ﷺ', '../../etc/passwd', '%00', "'; drop table fax; --", '${7*7}', '<script>', '__proto__', 'constructor',
  'NaN', '-0', '1e999', '9'.repeat(30), 'x'.repeat(LONG_CHARS), '00000000-0000-0000-0000-000000000000', 'http://169.254.169.254/', 'https://localhost:1/x',
  0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, true, false, null, [], {}, [null], { __proto__: null, constructor: 1 }, [[[[[[]]]]]],
];

export const hostile: fc.Arbitrary<unknown> = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }), fc.jsonValue({ maxDepth: 2 }));

/** What such a thing looks like: `example` is what the description shows. */
export interface Shape {
  readonly schema: JsonSchema;
  readonly components: Components;
  readonly depth?: number;
}

/** Mostly what the schema allows, at its edges too; now and then what nobody expects. */
export function valueOf(shape: Shape): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: allowed(shape) }, { weight: 1, arbitrary: hostile });
}

function allowed({ schema, components, depth = 0 }: Shape): fc.Arbitrary<unknown> {
  if (depth > MAX_DEPTH) return fc.constant(null);
  const deeper = (next: JsonSchema): fc.Arbitrary<unknown> => valueOf({ schema: next, components, depth: depth + 1 });
  const name = componentName(schema);
  if (name !== undefined) return allowed({ schema: components[name] ?? {}, components, depth: depth + 1 });
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return fc.oneof(...parts.map(deeper));
  switch ([schema.type].flat()[0]) {
    case 'object':
      return objectOf(schema, deeper);
    case 'array':
      return fc.array(deeper(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: (schema.minItems ?? 0) + 3 });
    case 'string':
      return stringOf(schema);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: JsonSchema, deeper: (schema: JsonSchema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const known = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, deeper(schema)]));
  const complete = fc.record(known, { requiredKeys: [...required] });
  const broken = fc.record(known, { requiredKeys: [] });
  const more = fc.dictionary(fc.string({ maxLength: 12 }), typeof additionalProperties === 'object' ? deeper(additionalProperties) : hostile, { maxKeys: 3 });
  const open = typeof additionalProperties === 'object' && Object.keys(properties).length === 0;
  if (open) return more;
  return fc.oneof({ weight: 8, arbitrary: complete }, { weight: 1, arbitrary: broken }, { weight: 1, arbitrary: fc.tuple(complete, more).map(([one, other]) => ({ ...one, ...other })) });
}

const BY_FORMAT: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  'date-time': fc.date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2999-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString()),
  date: fc.date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2999-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  uri: fc.constantFrom('https://localhost:1/x', 'https://10.0.0.1/', 'https://[::1]/', 'https://faxwire.invalid/x', 'javascript:1'),
};

function stringOf(schema: JsonSchema): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 60, format = '', example } = schema as JsonSchema & { readonly maxLength?: number };
  const text = fc.string({ unit: 'grapheme', minLength: Math.min(minLength, LONG_CHARS), maxLength: Math.min(Math.max(minLength, maxLength), 600) });
  const formatted = BY_FORMAT[format];
  return fc.oneof(...[text, ...(formatted ? [formatted, formatted] : []), ...(typeof example === 'string' ? [fc.constant(example)] : [])]);
}

function numberOf({ minimum = -10, ...rest }: JsonSchema): fc.Arbitrary<number> {
  const { maximum = 1_000 } = rest as { readonly maximum?: number };
  const [low, high] = [Math.ceil(minimum), Math.floor(Math.max(minimum, maximum))];
  return fc.oneof(fc.constantFrom(low, high, low - 1, high + 1), fc.integer({ min: Math.max(low, -(2 ** 31)), max: Math.min(high, 2 ** 31) }));
}
