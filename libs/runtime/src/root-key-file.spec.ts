import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRootKey, readRootKey } from './root-key-file.ts';

describe('the file of the root key', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-root-'));
    path = join(folder, 'root.key');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made once, for its owner alone, and opens with what stands in it', async () => {
    await Promise.all([makeRootKey(path), makeRootKey(path)]);
    const text = await readFile(path, 'utf8');
    await makeRootKey(path);
    expect(await readFile(path, 'utf8')).toBe(text);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readRootKey(path)).opens(text.trim())).toBe(true);
  });

  it('is refused where it is missing, open to others, or something else', async () => {
    await expect(readRootKey(path)).rejects.toMatchObject({ code: 'root_key_missing' });
    await makeRootKey(path);
    await chmod(path, 0o640);
    await expect(readRootKey(path)).rejects.toMatchObject({ code: 'root_key_exposed' });
    await writeFile(path, 'something else', { mode: 0o600 });
    await chmod(path, 0o600);
    await expect(readRootKey(path)).rejects.toMatchObject({ code: 'root_key_malformed' });
  });
});
