import { componentName, type Components, type JsonSchema } from '../document-shape.ts';
import { COMPONENT_EXAMPLES } from './component-example.ts';
import { EXAMPLE_TIME, EXAMPLE_TENANT_ID, KNOWN_VALUES } from './known-value.ts';

/** A schema that contains itself ends here. */
const MAX_DEPTH = 12;

const BY_FORMAT: Readonly<Record<string, string>> = {
  'date-time': EXAMPLE_TIME, date: '2026-11-21', uuid: EXAMPLE_TENANT_ID, uri: 'https://example.com/fax-events', email: 'clinic@example.com', ipv4: '192.0.2.17',
};

/** What is being made an example of: its name is a hint where the schema says little. */
export interface Subject {
  readonly name?: string;
  readonly components: Components;
  readonly depth?: number;
}

/** A value that the schema allows and that a reader learns from. */
export function schemaExample(schema: JsonSchema, subject: Subject): unknown {
  const { name, components, depth = 0 } = subject;
  if (depth > MAX_DEPTH) return null;
  const component = componentName(schema);
  if (component !== undefined) return componentExample(component, subject);
  const given = schema.example ?? schema.examples?.[0] ?? schema.const ?? knownValue(schema, name) ?? schema.default ?? schema.enum?.[0];
  if (given !== undefined) return given;
  const deeper = { ...subject, depth: depth + 1 };
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice?.[0]) return schemaExample(choice[0], deeper);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => schemaExample(part, deeper))) as unknown;
  return ofType(schema, { ...deeper, components });
}

function componentExample(component: string, subject: Subject): unknown {
  const schema = subject.components[component];
  if (!schema) throw new RangeError(`nothing describes ${component}`);
  const given = COMPONENT_EXAMPLES[component];
  const deeper = { components: subject.components, depth: (subject.depth ?? 0) + 1 };
  if (given === undefined) return schemaExample(schema, { ...deeper, ...(subject.name !== undefined && { name: subject.name }) });
  const missing = (schema.required ?? []).filter((name) => !(name in given));
  return { ...given, ...Object.fromEntries(missing.map((name) => [name, schemaExample(schema.properties?.[name] ?? {}, { ...deeper, name })])) };
}

function knownValue(schema: JsonSchema, name: string | undefined): unknown {
  const value = name === undefined || schema.enum ? undefined : KNOWN_VALUES[name];
  return value !== undefined && isOfType(value, typeOf(schema)) ? value : undefined;
}

function typeOf({ type, properties, additionalProperties, anyOf }: JsonSchema): string | undefined {
  if (typeof type === 'string') return type;
  if (type) return type.find((each) => each !== 'null');
  if (anyOf?.[0]) return typeOf(anyOf[0]);
  return properties ?? additionalProperties ? 'object' : undefined;
}

function isOfType(value: unknown, type: string | undefined): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

function ofType(schema: JsonSchema, subject: Subject): unknown {
  switch (typeOf(schema)) {
    case 'object':
      return objectExample(schema, subject);
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => schemaExample(schema.items ?? {}, subject));
    case 'string':
      return stringExample(schema);
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return false;
    default:
      return {};
  }
}

function objectExample({ properties = {}, additionalProperties }: JsonSchema, { components, depth = 0 }: Subject): unknown {
  const entries = Object.entries(properties).map(([name, property]) => [name, schemaExample(property, { name, components, depth })]);
  if (entries.length > 0 || typeof additionalProperties !== 'object') return Object.fromEntries(entries);
  return { name: schemaExample(additionalProperties, { components, depth }) };
}

function stringExample({ format, minLength = 0 }: JsonSchema): string {
  return (format === undefined ? undefined : BY_FORMAT[format]) ?? 'text'.padEnd(minLength, 't');
}
