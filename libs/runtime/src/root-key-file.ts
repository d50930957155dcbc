import { randomBytes } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { RootKey, newRootKey } from '@faxwire/tenancy';
import { ProcessError } from './process-error.ts';

/** Group and others. */
const SHARED_MODE_BITS = 0o077;
const MAX_BYTES = 256;

/** @throws ProcessError for a file that is not there, that others can read, or that holds no root key */
export async function readRootKey(path: string): Promise<RootKey> {
  const text = await ownText(path);
  try {
    return new RootKey(text);
  } catch {
    throw new ProcessError('root_key_malformed', `${path} holds no root key: delete it, and \`npm run migrate\` or \`npm start\` makes another.`);
  }
}

/** Makes one where there is none. Written beside and linked into place, so that two first starts at once agree on one key. */
export async function makeRootKey(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${newRootKey()}\n`);
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

async function ownText(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => {
    throw new ProcessError('root_key_missing', `There is no root key at ${path}: \`npm run migrate\` makes one, or leave FAXWIRE_ADMIN_ROOT_KEY_FILE empty and do without the admin API.`);
  });
  try {
    const { mode, size } = await file.stat();
    if ((mode & SHARED_MODE_BITS) !== 0) throw new ProcessError('root_key_exposed', `Others can read ${path}: run chmod 600 on it, and make a new root key if they may have.`);
    return size > MAX_BYTES ? '' : (await file.readFile('utf8')).trim();
  } finally {
    await file.close();
  }
}
