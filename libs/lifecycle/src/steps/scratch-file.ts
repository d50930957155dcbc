import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Plaintext documents exist on disk only while somebody works on them, and only the owner may read them. */
const OWNER_ONLY = 0o700;

export async function emptyScratch(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true, mode: OWNER_ONLY });
}

/** As `withScratchFile`, so many of them. */
export async function withScratchFiles<Result>(dir: string, count: number, work: (paths: readonly string[]) => Promise<Result>): Promise<Result> {
  const paths = Array.from({ length: count }, () => join(dir, randomUUID()));
  try {
    return await work(paths);
  } finally {
    await Promise.all(paths.map((path) => rm(path, { force: true })));
  }
}

/** Gives the work a path of its own and removes what stands there afterwards, whatever happened. */
export async function withScratchFile<Result>(dir: string, work: (path: string) => Promise<Result>): Promise<Result> {
  const path = join(dir, randomUUID());
  try {
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}
