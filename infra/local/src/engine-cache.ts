import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ENGINE_VERSIONS } from './engine-version.ts';
import type { FetchedEngine } from './engine-version.ts';

/** A file that only a whole build has; folders are renamed into place, so its folder is whole as well. */
const PROOF: Readonly<Record<FetchedEngine, string>> = {
  kafka: 'libs',
  temporal: 'temporal',
  'temporal-test-server': 'temporal-test-server',
  versitygw: 'versitygw',
  'oldest-node': join('bin', 'node'),
  node: join('bin', 'node'),
};

export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'faxwire', 'engines');
}

export function engineFolder(engine: FetchedEngine, cache = cacheFolder()): string {
  return join(cache, `${engine}-${ENGINE_VERSIONS[engine]}`);
}

export function engineProof(engine: FetchedEngine, cache = cacheFolder()): string {
  return join(engineFolder(engine, cache), PROOF[engine]);
}

export function exists(path: string, mode: number = constants.F_OK): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

export function isCached(engine: FetchedEngine, cache = cacheFolder()): boolean {
  return exists(engineProof(engine, cache));
}

/** Where a program of the search path is, or undefined. */
export function onPath(tool: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, tool)).find((file) => exists(file, constants.X_OK));
}

/** What tests with real engines need; Kafka and the Temporal test server run on Java. */
export const TEST_ENGINES: readonly FetchedEngine[] = ['kafka', 'temporal', 'temporal-test-server', 'versitygw'];

export function testEnginesCached(env: NodeJS.ProcessEnv = process.env): boolean {
  return onPath('java', env) !== undefined && TEST_ENGINES.every((engine) => isCached(engine, cacheFolder(env)));
}
