import { randomBytes } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { DocumentStoreError } from './document-store.ts';

export const MASTER_KEY_BYTES = 32;

/** Group and others. */
const SHARED_MODE_BITS = 0o077;

/**
 * The key that wraps every document's data key; made on the first start. Losing it loses every document.
 * @throws DocumentStoreError master_key_unsafe for a file that others can read, or of a wrong length
 */
export async function openMasterKey(path: string): Promise<Buffer> {
  try {
    return await readKey(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await makeKey(path);
  return readKey(path);
}

async function readKey(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { mode, size } = await file.stat();
    if ((mode & SHARED_MODE_BITS) !== 0 || size !== MASTER_KEY_BYTES) throw new DocumentStoreError('master_key_unsafe');
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Written beside and linked into place, so that two first starts at once agree on one key and none reads half of it. */
async function makeKey(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(MASTER_KEY_BYTES));
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
