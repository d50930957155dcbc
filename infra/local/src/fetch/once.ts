import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { LocalError } from '../local-error.ts';
import { exists } from '../engine-cache.ts';
import { identityOf, isAlive } from '../process/identity.ts';
import type { ProcessIdentity } from '../process/identity.ts';

/** The slowest build (Temporal from its sources) takes 3 min on two cores; ten times that is a hang. */
export const FETCH_TIMEOUT_MS = 30 * 60_000;
const POLL_MS = 100;

export interface Fetch {
  /** The folder that is to be there afterwards. */
  readonly folder: string;
  /** A file inside it that only a whole build has. */
  readonly proof: string;
  /** Fills an empty folder, which is renamed to `folder` afterwards. */
  build(folder: string): Promise<void>;
}

/**
 * Builds a folder once, whoever asks at the same time: one process builds, the others wait for it. A build is done beside its
 * place and renamed, so what is in place is whole, and a lock that was lost costs a second build and nothing else.
 */
export async function fetchOnce(fetch: Fetch): Promise<void> {
  await mkdir(dirname(fetch.folder), { recursive: true });
  const until = Date.now() + FETCH_TIMEOUT_MS;
  const lock = `${fetch.folder}.lock`;
  while (!exists(fetch.proof)) {
    if (Date.now() > until) throw new LocalError('fetch_timeout', `Another process has been building ${fetch.folder} for too long; remove ${lock} if it is gone.`);
    if (await take(lock)) {
      try {
        if (!exists(fetch.proof)) await buildBeside(fetch);
      } finally {
        await rm(lock, { force: true });
      }
    } else {
      await setTimeout(POLL_MS);
    }
  }
}

async function buildBeside(fetch: Fetch): Promise<void> {
  const { folder, proof } = fetch;
  await removeLeftOvers(folder);
  const beside = `${folder}.tmp-${process.pid}`;
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside);
  try {
    await fetch.build(beside);
    if (exists(folder) && !exists(proof)) await rm(folder, { recursive: true, force: true });
    await rename(beside, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  if (!exists(proof)) throw new LocalError('fetch_failed', `${proof} is not there after ${folder} was built.`);
}

/** Folders of builds that were killed. */
async function removeLeftOvers(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.tmp-`;
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(prefix)) continue;
    if (identityOf(Number(name.slice(prefix.length))) === undefined) await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx');
    await file.writeFile(JSON.stringify(identityOf(process.pid)));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (await isStale(lock)) await rm(lock, { force: true });
    return false;
  }
}

/** A lock whose holder is gone; one that cannot be read yet is being written. */
async function isStale(lock: string): Promise<boolean> {
  try {
    const age = Date.now() - (await stat(lock)).mtimeMs;
    if (age > FETCH_TIMEOUT_MS) return true;
    const text = await readFile(lock, 'utf8');
    return text === '' ? age > 1_000 : !isAlive(JSON.parse(text) as ProcessIdentity);
  } catch {
    return false;
  }
}
