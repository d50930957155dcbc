import { parse } from 'yaml';
import { OTHER_VARIABLES, TEST_VARIABLE_PREFIX, VARIABLE_PREFIX, configurationKeys, type ConfigurationKey } from './configuration-key.ts';
import type { ConfigurationProblem } from './configuration-error.ts';
import { nearestName } from './nearest-name.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface EnvironmentValues {
  readonly values: readonly { readonly key: ConfigurationKey; readonly value: unknown }[];
  readonly problems: readonly ConfigurationProblem[];
}

/** The keys that the environment sets; an empty variable sets nothing, as shells and Compose write "not set" that way. */
export function readEnvironment(env: Environment): EnvironmentValues {
  const keys = new Map(configurationKeys().map((key) => [key.variable, key]));
  const values: { key: ConfigurationKey; value: unknown }[] = [];
  const problems: ConfigurationProblem[] = [];
  for (const [variable, written] of Object.entries(env)) {
    if (!variable.startsWith(VARIABLE_PREFIX) || isOther(variable)) continue;
    const key = keys.get(variable);
    if (!key) problems.push({ source: variable, key: '', message: unknownVariable(variable, [...keys.keys()]) });
    else if (written) values.push({ key, value: key.isText ? written : valueOf(written) });
  }
  return { values, problems };
}

function isOther(variable: string): boolean {
  return variable.startsWith(TEST_VARIABLE_PREFIX) || OTHER_VARIABLES.some((other) => other === variable);
}

function unknownVariable(variable: string, known: readonly string[]): string {
  const nearest = nearestName(variable, [...known, ...OTHER_VARIABLES]);
  return `is not a known variable${nearest ? `; did you mean ${nearest}?` : ''}`;
}

function valueOf(written: string): unknown {
  try {
    return parse(written, { maxAliasCount: 0 });
  } catch {
    // No YAML either: the schema then says what was expected instead of this text.
    return written;
  }
}
