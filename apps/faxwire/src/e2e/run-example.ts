import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { PageExample } from './page-example.ts';

/** The client as it is built: what an example imports. */
const CLIENT = pathToFileURL(fileURLToPath(new URL('../../../../libs/client/dist/index.js', import.meta.url))).href;
/** Following a fax for ever is no example. */
const EXAMPLE_MS = 30_000;

export interface ExampleRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs an example as a reader would, in a folder of its own, with the variables that the page names. */
export async function runExample(example: PageExample, folder: string, env: Readonly<Record<string, string>>): Promise<ExampleRun> {
  if (example.language === 'sh') return execute('bash', ['--norc', '-euc', example.text], { folder, env });
  const file = join(folder, `${example.operationId}.mjs`);
  await writeFile(file, ts.transpileModule(moduleOf(example, env), { compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext } }).outputText);
  return execute(process.execPath, [file], { folder, env });
}

/** What the page says that every example begins with. */
export function moduleOf({ text }: PageExample, env: Readonly<Record<string, string>>): string {
  const names = Object.keys(env).map((name) => `${name} = ''`).join(', ');
  return `import { FaxwireClient } from '${CLIENT}';
const { ${names} } = process.env;
const client = new FaxwireClient({ baseUrl: FAXWIRE_URL, apiKey: FAXWIRE_KEY });
const admin = new FaxwireClient({ baseUrl: FAXWIRE_URL, apiKey: FAXWIRE_ROOT_KEY });
${text}`;
}

function execute(file: string, args: readonly string[], { folder, env }: { folder: string; env: Readonly<Record<string, string>> }): Promise<ExampleRun> {
  const options = { cwd: folder, env: { PATH: process.env['PATH'] ?? '', ...env }, timeout: EXAMPLE_MS, maxBuffer: 16_777_216 };
  return new Promise((resolve) => {
    execFile(file, args, options, (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }));
  });
}
