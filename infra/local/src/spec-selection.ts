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

/** `npm test` is several runs of jest; the first speaks for all of them. */
const FIRST_PART = 'beside';

const counted = (files: readonly string[], one: string, many: string): string => `${files.length} ${files.length === 1 ? one : many}`;

/** The line that says which spec files a run leaves out and how to run them; undefined: none that it was asked for. */
export function leftOutLine(root: string, wanted: readonly string[], env: NodeJS.ProcessEnv = process.env): string | undefined {
  if ((env['FAXWIRE_TEST_PART'] ?? FIRST_PART) !== FIRST_PART) return undefined;
  const patterns = leftOutPatterns(env);
  const asked = ROOMS.flatMap((room) => specsUnder(join(root, room))).filter((file) => wanted.length === 0 || wanted.some((pattern) => new RegExp(pattern).test(relative(root, file))));
  const leftOut = (pattern: string): readonly string[] => (patterns.includes(pattern) ? asked.filter((file) => new RegExp(pattern).test(file)) : []);
  const faults = leftOut(FAULT_SPEC);
  const engines = leftOut(ENGINE_SPEC).filter((file) => !faults.includes(file));
  const parts = [
    ...(engines.length === 0 ? [] : [`${counted(engines, 'spec file that needs', 'spec files that need')} Kafka, Temporal or S3 (run by: FAXWIRE_ENGINES=1 npm test)`]),
    ...(faults.length === 0 ? [] : [`${counted(faults, 'fault spec file', 'fault spec files')} (run by: npm run test:faults)`]),
  ];
  return parts.length === 0 ? undefined : `Left out: ${parts.join(', and ')}.`;
}
