import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { armedFailPoint } from '../failpoint/armed-fail-point.ts';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error.ts';
import { readConfigurationFile, type ConfigurationFile } from './configuration-file.ts';
import { ConfigurationPlaces } from './configuration-places.ts';
import { configurationSchema, type Configuration } from './configuration-schema.ts';
import { contradictionsIn } from './contradiction.ts';
import { readEnvironment, type Environment, type EnvironmentValues } from './environment.ts';

export const CONFIGURATION_FILE = 'faxwire.config.yaml';

export interface ConfigurationSources {
  readonly env: Environment;
  /** Where `faxwire.config.yaml` is looked for, and what relative paths are relative to. */
  readonly cwd: string;
}

/**
 * Defaults, the file over them, the environment over both; parsed and checked once, then trusted. Paths come back absolute.
 * @throws ConfigurationError with every problem and its place
 */
export function loadConfiguration({ env, cwd }: ConfigurationSources): Configuration {
  const file = fileOf(env, cwd);
  const environment = readEnvironment(env);
  const places = new ConfigurationPlaces(file, environment);
  const parsed = configurationSchema.safeParse(merged(file.values, environment));
  const problems = [...environment.problems, ...failPointProblems(env), ...(parsed.success ? [] : places.problemsOf(parsed.error.issues))];
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems);
  const contradictions = contradictionsIn(parsed.data);
  if (contradictions.length > 0) throw new ConfigurationError(contradictions.map(({ path, message }) => places.problem(path, message)));
  return withAbsolutePaths(parsed.data, cwd);
}

function fileOf(env: Environment, cwd: string): ConfigurationFile {
  if (env['FAXWIRE_CONFIG']) return readConfigurationFile(resolve(cwd, env['FAXWIRE_CONFIG']));
  const path = join(cwd, CONFIGURATION_FILE);
  return existsSync(path) ? readConfigurationFile(path) : { values: {}, sourceOf: () => 'defaults' };
}

function failPointProblems(env: Environment): ConfigurationProblem[] {
  const armed = armedFailPoint(env['FAXWIRE_FAILPOINT']);
  return armed.ok ? [] : [{ source: 'FAXWIRE_FAILPOINT', key: '', message: armed.reason }];
}

function merged(fromFile: unknown, { values }: EnvironmentValues): unknown {
  if (!isRecord(fromFile)) return fromFile;
  const result: Record<string, unknown> = { ...fromFile };
  for (const { key, value } of values) {
    const [first = '', second] = key.path;
    if (second === undefined) result[first] = value;
    // A section that is no map stays as it is: the schema says so at its place in the file.
    else if (result[first] === undefined || result[first] === null || isRecord(result[first])) {
      result[first] = { ...result[first], [second]: value };
    }
  }
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withAbsolutePaths(configuration: Configuration, cwd: string): Configuration {
  const { documents, temporal, kafka, admin } = configuration;
  const dataDir = resolve(cwd, configuration.dataDir);
  const absolute = (path: string): string => (path ? resolve(cwd, path) : '');
  return {
    ...configuration,
    dataDir,
    admin: { ...admin, rootKeyFile: absolute(admin.rootKeyFile) },
    documents: { ...documents, masterKeyFile: absolute(documents.masterKeyFile) || join(dataDir, 'master.key') },
    temporal: { ...temporal, caFile: absolute(temporal.caFile), certFile: absolute(temporal.certFile), keyFile: absolute(temporal.keyFile) },
    kafka: { ...kafka, caFile: absolute(kafka.caFile) },
  };
}
