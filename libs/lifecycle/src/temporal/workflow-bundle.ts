import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

export interface WorkflowBundle {
  readonly code: string;
}

const here = fileURLToPath(import.meta.url);
/** `.js` where the code is built, `.ts` in tests. */
const EXTENSION = extname(here);
const beside = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));
const WORKFLOWS = beside(`workflow${EXTENSION}`);
/** Everything that goes into the bundle and is ours. */
const SOURCES = [
  WORKFLOWS, ...['names', 'activity-options', '../drive', '../retry-of-steps'].map((name) => beside(`${name}${EXTENSION}`)),
];
const STORED = beside('workflow-bundle.json');

let made: Promise<WorkflowBundle> | undefined;

/** The workflow's code for the sandbox: the one that the build stored, unless it is missing or of other sources. */
export function workflowBundle(): Promise<WorkflowBundle> {
  made ??= stored().then((bundle) => bundle ?? bundled(WORKFLOWS));
  return made;
}

/** @param workflowsPath a file that exports workflows */
export async function bundled(workflowsPath: string): Promise<WorkflowBundle> {
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR', () => undefined) });
  return { code };
}

/** For the build: bundling takes seconds, which no start should pay. Does nothing where the stored one is right. */
export async function storeWorkflowBundle(): Promise<void> {
  if (await stored()) return;
  const { code } = await bundled(WORKFLOWS);
  await mkdir(dirname(STORED), { recursive: true });
  const whole = `${STORED}.${process.pid}`;
  await writeFile(whole, JSON.stringify({ key: keyOfSources(), code }));
  await rename(whole, STORED);
}

async function stored(): Promise<WorkflowBundle | undefined> {
  try {
    const { key, code } = JSON.parse(await readFile(STORED, 'utf8')) as { key: string; code: string };
    return key === keyOfSources() ? { code } : undefined;
  } catch {
    return undefined;
  }
}

/** The bundle also holds Temporal's own code, which has to be of the version that runs it. */
function keyOfSources(): string {
  const { version } = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };
  const hash = createHash('sha256').update(version);
  for (const source of SOURCES) hash.update(readFileSync(source));
  return hash.digest('hex');
}
