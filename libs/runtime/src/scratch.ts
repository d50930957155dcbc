import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyScratch } from '@faxwire/lifecycle';

/**
 * An empty folder for the plain pages and documents that one process works on. Its name bears the process: several may
 * share a data folder, and what a dead one left is cleared away.
 */
export async function openScratch(dataDir: string, service: string): Promise<string> {
  const all = join(dataDir, 'scratch');
  for (const name of await readdir(all).catch(() => [])) {
    const pid = Number(name.split('-').at(-1));
    if (!(pid > 0) || (pid !== process.pid && !isAlive(pid))) await rm(join(all, name), { recursive: true, force: true });
  }
  const folder = join(all, `${service}-${process.pid}`);
  await emptyScratch(folder);
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
