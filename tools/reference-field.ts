import { componentName, type JsonSchema } from '@faxwire/api-app';
import { code, table } from './markdown-table.ts';

/** The fields of an object, one a line; what Faxwire adds to the documented ones is marked. */
export function fieldsTable({ properties = {}, required = [] }: JsonSchema): string {
  const rows = Object.entries(properties).map(([name, schema]) => [
    code(name), required.includes(name) ? 'always' : '', typeText(schema), noteOf(schema),
  ]);
  return rows.length === 0 ? '' : table(['Field', '', 'Type', ''], rows);
}

interface Noted {
  readonly description?: string;
  readonly maxLength?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
}

export function noteOf(schema: JsonSchema): string {
  const { description = '', maxLength, maximum, maxItems } = schema as Noted;
  const fallback = schema.default === undefined ? '' : `Default: ${code(JSON.stringify(schema.default))}.`;
  const limits = [
    ...(maxLength === undefined ? [] : [`Up to ${maxLength} characters.`]),
    ...(maxItems === undefined ? [] : [`Up to ${maxItems}.`]),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? [] : [`${schema.minimum ?? ''} to ${maximum}.`]),
  ];
  return [description, ...limits, fallback].filter((part) => part !== '').join(' ');
}

/** A type as a reader says it. */
export function typeText(schema: JsonSchema): string {
  const component = componentName(schema);
  if (component !== undefined) return `[${component}](#${component.toLowerCase()})`;
  if (schema.enum) return schema.enum.length > MAX_LISTED ? `one of ${schema.enum.length} values` : schema.enum.map((value) => code(String(value))).join(', ');
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return parts.map(typeText).join(' or ');
  if (schema.items) return `list of ${typeText(schema.items)}`;
  if (schema.format === 'binary') return 'file';
  const type = [schema.type].flat().join(' or ') || 'any';
  return schema.format === undefined ? type : `${type} (${schema.format})`;
}

/** A list of all forty causes is not read in a table; the page on them is. */
const MAX_LISTED = 12;
