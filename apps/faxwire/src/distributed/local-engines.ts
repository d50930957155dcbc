import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEngines } from '@faxwire/local-engines';
import type { Engines } from './stage.ts';

export interface RunningEngines {
  readonly engines: Engines;
  /** Of those that were started here. */
  stop(): Promise<void>;
}

/** Those that `npm run engines` has running, or else engines of one's own. */
export async function runningEngines(folder: string, say: (line: string) => void): Promise<RunningEngines> {
  const known = await knownEngines(join(folder, 'engines.json'));
  if (known) {
    say('Engines: those of `npm run engines`.');
    return { engines: known, stop: async () => undefined };
  }
  say('Starting PostgreSQL, Kafka, Temporal and S3 ...');
  const started = await startEngines({ dataDir: join(folder, 'engines'), log: say });
  const { postgres, kafka, temporal, s3 } = started;
  return { engines: { postgres, kafka, temporal, s3 }, stop: () => started.stop() };
}

async function knownEngines(file: string): Promise<Engines | undefined> {
  const written = await readFile(file, 'utf8').catch(() => undefined);
  if (written === undefined) return undefined;
  const { pid, ...engines } = JSON.parse(written) as Engines & { readonly pid: number };
  return isAlive(pid) ? engines : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
