import { componentName, type ApiDocument, type JsonSchema } from '@faxwire/api-app';

/** A schema with the document that its references lead into. */
export interface PlacedSchema {
  readonly document: ApiDocument;
  readonly schema: JsonSchema;
}

/** The schema itself where it is a reference to one. */
export function resolved({ document, schema }: PlacedSchema): JsonSchema {
  const name = componentName(schema);
  if (name === undefined) return schema;
  const component = document.components.schemas[name];
  if (!component) throw new RangeError(`nothing describes ${name}`);
  return component;
}

/** The alternatives of a schema; one that has none is its own only one. */
export function alternatives(placed: PlacedSchema): PlacedSchema[] {
  const schema = resolved(placed);
  const parts = schema.anyOf ?? schema.oneOf;
  return parts ? parts.map((part) => ({ ...placed, schema: part })) : [{ ...placed, schema }];
}

/** The types that a value may have; undefined where any may be. */
export function typesOf({ type, const: constant, properties }: JsonSchema): readonly string[] | undefined {
  if (typeof type === 'string') return [type];
  if (type) return type;
  if (constant !== undefined) return [constant === null ? 'null' : typeof constant];
  return properties ? ['object'] : undefined;
}

/** The values that are allowed; undefined where they are not listed. */
export function valuesOf({ enum: values, const: constant }: JsonSchema): readonly unknown[] | undefined {
  return values ?? (constant === undefined ? undefined : [constant]);
}
