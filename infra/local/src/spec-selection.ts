import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { testEnginesCached } from './engine-cache.ts';

/** `pond.engine.int.spec.ts` needs Kafka, Temporal or S3; `pond.fault.e2e.spec.ts` takes minutes. */
export const ENGINE_SPEC = String.raw`\.engine\.[^/]*spec\.ts$`;
export const FAULT_SPEC = String.raw`\.fault\.e2e\.spec\.ts$`;

const ROOMS = ['apps', 'libs', 'tools', 'infra'];
const NOT_SOURCES: ReadonlySet<string> = new Set(['node_modules', 'dist', '.faxwire']);

/** FAXWIRE_ENGINES: 1 fetches what is missing, 0 leaves these specs out; otherwise they run where the engines are cached. */
export function runsEngineSpecs(env: NodeJS.ProcessEnv, cached: (env: NodeJS.ProcessEnv) => boolean = testEnginesCached): boolean {
  const wish = env['FAXWIRE_ENGINES'];
  return wish === '1' || (wish !== '0' && cached(env));
}

/** Patterns of the spec files that this run leaves out. */
export function leftOutPatterns(env: NodeJS.ProcessEnv, cached: (env: NodeJS.ProcessEnv) => boolean = testEnginesCached): readonly string[] {
  return [...(runsEngineSpecs(env, cached) ? [] : [ENGINE_SPEC]), ...(env['FAXWIRE_TEST_FAULTS'] === '1' ? [] : [FAULT_SPEC])];
}

function specsUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_SOURCES.has(entry.name) ? [] : specsUnder(path);
    return entry.name.endsWith('.spec.ts') ? [path] : [];
  });
}

/** The line that says how many spec files a run leaves out for want of engines; undefined: none that it was asked for. */
export function leftOutLine(root: string, wanted: readonly string[], env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (runsEngineSpecs(env)) return undefined;
  const ours = new RegExp(ENGINE_SPEC);
  const faults = new RegExp(FAULT_SPEC);
  const all = ROOMS.flatMap((room) => specsUnder(join(root, room))).filter((file) => ours.test(file) && !faults.test(file));
  const asked = all.filter((file) => wanted.length === 0 || wanted.some((pattern) => new RegExp(pattern).test(relative(root, file))));
  if (asked.length === 0) return undefined;
  const them = asked.length === 1 ? 'spec file that needs' : 'spec files that need';
  return `Left out: ${asked.length} ${them} Kafka, Temporal or S3. To run them: FAXWIRE_ENGINES=1 npm test`;
}
