import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { LocalError } from '../local-error.ts';
import { identityOf, isAlive } from './identity.ts';
import type { ProcessIdentity } from './identity.ts';

/** An engine that does not leave in this time on a signal is killed. */
const LEAVE_MS = 5_000;
const POLL_MS = 50;

interface PidFile {
  readonly engine: ProcessIdentity;
  readonly owner: ProcessIdentity;
}

export async function writePidFile(file: string, pid: number): Promise<void> {
  const engine = identityOf(pid);
  const owner = identityOf(process.pid);
  if (engine && owner) await writeFile(file, JSON.stringify({ engine, owner } satisfies PidFile), { mode: 0o600 });
}

export async function removePidFile(file: string): Promise<void> {
  await rm(file, { force: true });
}

async function readPidFile(file: string): Promise<PidFile | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as PidFile;
  } catch {
    return undefined;
  }
}

/**
 * Ends the process that a killed run left behind, and says its id.
 * @throws LocalError `data_in_use` when the run that started it is alive.
 */
export async function endLeftOver(file: string): Promise<number | undefined> {
  const left = await readPidFile(file);
  if (!left) return undefined;
  if (isAlive(left.engine)) {
    if (left.owner.pid !== process.pid && isAlive(left.owner)) {
      throw new LocalError('data_in_use', `Process ${left.owner.pid} runs an engine on the same data (${file}); stop it first.`);
    }
    await end(left.engine);
  }
  await removePidFile(file);
  return left.engine.pid;
}

async function end(engine: ProcessIdentity): Promise<void> {
  for (const signal of ['SIGCONT', 'SIGINT'] as const) signalIfAlive(engine, signal);
  if (await gone(engine, LEAVE_MS)) return;
  signalIfAlive(engine, 'SIGKILL');
  await gone(engine, LEAVE_MS);
}

function signalIfAlive(engine: ProcessIdentity, signal: NodeJS.Signals): void {
  try {
    if (isAlive(engine)) process.kill(engine.pid, signal);
  } catch {
    // It left by itself between the question and the signal.
  }
}

export async function gone(engine: ProcessIdentity, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (isAlive(engine)) {
    if (Date.now() > until) return false;
    await setTimeout(POLL_MS);
  }
  return true;
}
