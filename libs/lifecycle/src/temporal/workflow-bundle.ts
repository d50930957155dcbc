import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

export interface WorkflowBundle {
  readonly code: string;
}

/** `.js` where the code is built, `.ts` in tests. */
const EXTENSION = extname(fileURLToPath(import.meta.url));
const WORKFLOWS = fileURLToPath(new URL(`./workflow${EXTENSION}`, import.meta.url));
const STORED = new URL('../../dist/temporal/workflow-bundle.json', import.meta.url);
/** Everything that goes into the bundle and is ours. */
const SOURCES = ['temporal/workflow', 'temporal/workflow-port', 'temporal/names', 'temporal/activity-options', 'drive', 'retry-of-steps'];

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
  // Tests run from the sources that were built, and take the same bundle.
  const keys = [keyOf('dist', '.js'), keyOf('src', '.ts')].filter((key) => key !== undefined);
  const whole = new URL(`./workflow-bundle.${process.pid}.json`, STORED);
  await writeFile(whole, JSON.stringify({ keys, code }));
  await rename(whole, STORED);
}

async function stored(): Promise<WorkflowBundle | undefined> {
  const wanted = EXTENSION === '.js' ? keyOf('dist', '.js') : keyOf('src', '.ts');
  try {
    const { keys, code } = JSON.parse(await readFile(STORED, 'utf8')) as { keys: string[]; code: string };
    return wanted !== undefined && keys.includes(wanted) ? { code } : undefined;
  } catch {
    return undefined;
  }
}

/** The bundle also holds Temporal's own code, which has to be of the version that runs it. Undefined where there are no sources. */
function keyOf(folder: 'dist' | 'src', extension: '.js' | '.ts'): string | undefined {
  const { version } = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };
  const hash = createHash('sha256').update(version);
  try {
    for (const source of SOURCES) hash.update(readFileSync(new URL(`../../${folder}/${source}${extension}`, import.meta.url)));
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}
