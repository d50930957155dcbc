import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A nameless file for what is sealed but not yet addressed: the hash of a stream is known only at its end. It loses its
 * name as soon as it is open, so the system takes it back with the process, whatever ends that.
 */
export async function withSpool<Result>(folder: string, use: (file: FileHandle) => Promise<Result>): Promise<Result> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${randomUUID()}.spool`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await rm(path);
    return await use(file);
  } finally {
    await file.close();
  }
}
