import type { z } from 'zod';
import type { ConfigurationProblem } from './configuration-error.ts';
import type { ConfigurationFile } from './configuration-file.ts';
import { configurationKeys } from './configuration-key.ts';
import { configurationSchema } from './configuration-schema.ts';
import type { EnvironmentValues } from './environment.ts';
import { nearestName } from './nearest-name.ts';

/** Finds out for each complaint of the schema where the value came from. */
export class ConfigurationPlaces {
  readonly #file: ConfigurationFile;
  readonly #environment: EnvironmentValues;

  constructor(file: ConfigurationFile, environment: EnvironmentValues) {
    this.#file = file;
    this.#environment = environment;
  }

  problemsOf(issues: readonly z.core.$ZodIssue[]): ConfigurationProblem[] {
    return issues.flatMap((issue) => {
      if (issue.code !== 'unrecognized_keys') return [this.problem(issue.path, issue.message)];
      return issue.keys.map((key) => this.problem([...issue.path, key], unknownKey(issue.path, key)));
    });
  }

  problem(path: readonly PropertyKey[], message: string): ConfigurationProblem {
    const set = this.#environment.values.find(({ key }) => key.path.every((part, index) => path[index] === part));
    return { source: set?.key.variable ?? this.#file.sourceOf(path), key: nameOf(path), message };
  }
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('');
}

function unknownKey(parent: readonly PropertyKey[], key: string): string {
  const path = [...parent, key].filter((part) => typeof part === 'string').join('.');
  const nearest = nearestName(path, knownNames());
  return `is not a known key${nearest ? `; did you mean ${nearest}?` : ''}`;
}

function knownNames(): string[] {
  const names = configurationKeys().map((key) => key.name);
  return [...new Set([...names, ...names.map((name) => name.split('.')[0] ?? name), ...trunkNames()])];
}

function trunkNames(): string[] {
  return Object.keys(configurationSchema.shape.trunks.unwrap().element.shape).map((name) => `trunks.${name}`);
}
