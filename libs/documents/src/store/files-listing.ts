import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addressOf, type ListedDocument } from './document-store.ts';

export const DRAFT_SUFFIX = '.draft';

/** Folder by folder, so that only the names of one are held at a time. */
export async function* listedDocuments(folder: string): AsyncGenerator<ListedDocument, void> {
  for (const tenant of await namesIn(folder)) {
    for (const shard of await namesIn(join(folder, tenant))) {
      for (const name of await namesIn(join(folder, tenant, shard))) {
        const listed = await listedDocument(folder, `${tenant}/${shard}/${name}`);
        if (listed) yield listed;
      }
    }
  }
}

async function listedDocument(folder: string, key: string): Promise<ListedDocument | undefined> {
  const address = addressOf(key);
  const seen = address && (await seenAt(join(folder, key)));
  return seen && { ...address, ...seen };
}

/** The inode is new with every put, and a used one comes back with another time. */
export async function seenAt(path: string): Promise<Pick<ListedDocument, 'storedAt' | 'version'> | undefined> {
  try {
    const { ino, mtimeMs } = await stat(path);
    return { storedAt: mtimeMs, version: `${ino}-${mtimeMs}` };
  } catch (error) {
    if (!isAbsence(error)) throw error;
    return undefined;
  }
}

/** Paths of drafts: a put that ended well or badly left none, one that was killed did. */
export async function* drafts(folder: string): AsyncGenerator<string, void> {
  for (const tenant of await namesIn(folder)) {
    for (const name of await namesIn(join(folder, tenant))) if (name.endsWith(DRAFT_SUFFIX)) yield join(folder, tenant, name);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (!isAbsence(error)) throw error;
    return [];
  }
}

/** Not there, or something else stands where a folder would. */
export function isAbsence(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
