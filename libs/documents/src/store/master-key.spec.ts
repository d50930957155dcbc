import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMasterKey } from './master-key.ts';

describe('the master key', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-key-'));
    path = join(folder, 'master.key');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is made on the first start, for its owner only, and is the same ever after', async () => {
    const key = await openMasterKey(path);
    expect(key).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await openMasterKey(path)).toEqual(key);
  });

  it('is one key when several processes start for the first time at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => openMasterKey(path)));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(await readdir(folder)).toEqual(['master.key']);
  });

  it.each([0o640, 0o604, 0o660])('is refused when others may read it (mode %o)', async (mode) => {
    await openMasterKey(path);
    await chmod(path, mode);
    await expect(openMasterKey(path)).rejects.toMatchObject({ code: 'master_key_unsafe' });
  });

  it.each([0, 31, 33])('is refused when it has %i bytes', async (size) => {
    await writeFile(path, Buffer.alloc(size, 1), { mode: 0o600 });
    await expect(openMasterKey(path)).rejects.toMatchObject({ code: 'master_key_unsafe' });
  });
});
