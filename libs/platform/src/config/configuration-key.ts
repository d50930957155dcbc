import { z } from 'zod';
import { configurationSchema } from './configuration-schema.ts';

export const VARIABLE_PREFIX = 'FAXWIRE_';

/** Names with the prefix that are no keys: where the file is, the crash tests' fail point. */
export const OTHER_VARIABLES = ['FAXWIRE_CONFIG', 'FAXWIRE_FAILPOINT'] as const;
/** A test run's own variables reach the processes that it starts. */
export const TEST_VARIABLE_PREFIX = 'FAXWIRE_TEST_';

export interface ConfigurationKey {
  readonly path: readonly string[];
  /** `webhooks.timeoutMs` */
  readonly name: string;
  /** `FAXWIRE_WEBHOOKS_TIMEOUT_MS`: the name in capitals, a dot and each hump an underscore. */
  readonly variable: string;
  readonly description: string;
  readonly defaultValue: unknown;
  /** True where a variable's text is the value as it stands; else it is read as YAML (`5`, `true`, `[1, 2]`). */
  readonly isText: boolean;
}

export interface ConfigurationSection {
  readonly name: string;
  readonly description: string;
  readonly keys: readonly ConfigurationKey[];
}

export function variableOf(path: readonly string[]): string {
  return VARIABLE_PREFIX + path.map((part) => part.replace(/[A-Z]/g, '_$&').toUpperCase()).join('_');
}

/** The keys in the order of the schema; keys that stand alone are sections of one with an empty name. */
export function configurationSections(): ConfigurationSection[] {
  return Object.entries(configurationSchema.shape).map(([name, schema]) => {
    const inner = schema instanceof z.ZodPrefault ? schema.unwrap() : undefined;
    if (!(inner instanceof z.ZodObject)) return { name: '', description: '', keys: [keyOf([name], schema)] };
    const keys = Object.entries(inner.shape).map(([key, leaf]) => keyOf([name, key], leaf as z.ZodType));
    return { name, description: descriptionOf(inner), keys };
  });
}

export function configurationKeys(): ConfigurationKey[] {
  return configurationSections().flatMap((section) => section.keys);
}

export function descriptionOf(schema: z.ZodType): string {
  return schema.meta()?.description ?? '';
}

function keyOf(path: readonly string[], schema: z.ZodType): ConfigurationKey {
  const defaultValue = schema.parse(undefined);
  return {
    path,
    name: path.join('.'),
    variable: variableOf(path),
    description: descriptionOf(schema),
    defaultValue,
    isText: typeof defaultValue === 'string',
  };
}
