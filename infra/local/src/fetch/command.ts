import { spawn } from 'node:child_process';
import { LocalError } from '../local-error.ts';
import { FETCH_TIMEOUT_MS } from './once.ts';

/** What a failed build said last; more would bury the reason. */
const KEPT_CHARACTERS = 2_000;

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end and answers with what it printed. @throws LocalError `command_failed` with its last words. */
export function runCommand(command: Command): Promise<string> {
  return runCommandAs({}, command);
}

export function runCommandAs({ uid, gid }: { readonly uid?: number; readonly gid?: number }, { file, args, cwd, env }: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], uid, gid, timeout: FETCH_TIMEOUT_MS });
    let said = '';
    const listen = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-KEPT_CHARACTERS));
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) => reject(new LocalError('command_failed', `Cannot run ${file}: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(said);
      else reject(new LocalError('command_failed', `${file} ${args.join(' ')} ended with ${signal ?? code}: ${said.trim()}`));
    });
  });
}
