import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngines, type EngineName, type StartedEngines } from '@faxwire/local-engines';

/** Others may pass through: under root PostgreSQL runs as another user. */
const FOLDER_MODE = 0o711;

/** Gives the work engines of its own, and a folder that is removed afterwards. */
export async function withEngines<Name extends EngineName, Result>(
  only: readonly Name[], work: (engines: StartedEngines<Name>, folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'faxwire-bench-'));
  await chmod(folder, FOLDER_MODE);
  const engines = await startEngines({ only, dataDir: join(folder, 'engines') });
  try {
    return await work(engines, folder);
  } finally {
    await engines.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
