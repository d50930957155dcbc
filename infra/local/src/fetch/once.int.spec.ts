import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchOnce } from './once.ts';
import type { Fetch } from './once.ts';

/** Above the largest id that Linux gives. */
const NOBODY = 4_194_305;
const BUILT = fileURLToPath(new URL('../../dist/fetch/once.js', import.meta.url));

describe('a folder that is fetched once', () => {
  let cache: string;
  beforeEach(async () => (cache = await mkdtemp(join(tmpdir(), 'faxwire-cache-'))));
  afterEach(() => rm(cache, { recursive: true, force: true }));

  const fetch = (build: (folder: string) => Promise<void>): Fetch => ({ folder: join(cache, 'pump-1'), proof: join(cache, 'pump-1', 'pump'), build });
  const pump = async (folder: string) => {
    await appendFile(join(cache, 'builds'), 'one\n');
    await writeFile(join(folder, 'pump'), 'works');
  };
  const builds = async () => (await readFile(join(cache, 'builds'), 'utf8')).trim().split('\n').length;
  const contents = async () => (await readdir(cache)).sort();

  it('is built by one of those who ask at the same time', async () => {
    await Promise.all([1, 2, 3, 4].map(() => fetchOnce(fetch(pump))));
    expect(await builds()).toBe(1);
    expect(await contents()).toEqual(['builds', 'pump-1']);
  });

  it('is built by one of two processes', async () => {
    const script = `
      import { appendFile, writeFile } from 'node:fs/promises';
      const { fetchOnce } = await import(${JSON.stringify(BUILT)});
      const cache = ${JSON.stringify(cache)};
      await fetchOnce({ folder: cache + '/pump-1', proof: cache + '/pump-1/pump', build: async (folder) => {
        await appendFile(cache + '/builds', 'one\\n');
        await writeFile(folder + '/pump', 'works');
      } });`;
    const children = [1, 2].map(() => spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' }));
    expect(await Promise.all(children.map((child) => once(child, 'exit')))).toEqual([[0, null], [0, null]]);
    expect(await builds()).toBe(1);
  });

  it('is not there when its build failed, and the next one who asks builds it', async () => {
    const failing = async (folder: string) => {
      await writeFile(join(folder, 'half'), '');
      throw new Error('no network');
    };
    await expect(fetchOnce(fetch(failing))).rejects.toThrow('no network');
    expect(await contents()).toEqual([]);
    await fetchOnce(fetch(pump));
    expect(await builds()).toBe(1);
  });

  it('is built anew after a killed process left its lock and half a build', async () => {
    await writeFile(join(cache, 'pump-1.lock'), JSON.stringify({ pid: NOBODY, startedAt: '1' }));
    await mkdir(join(cache, `pump-1.tmp-${NOBODY}`));
    await fetchOnce(fetch(pump));
    expect(await contents()).toEqual(['builds', 'pump-1']);
  });

  it('takes the place of a folder that is not whole', async () => {
    await mkdir(join(cache, 'pump-1'));
    await writeFile(join(cache, 'pump-1', 'half'), '');
    await fetchOnce(fetch(pump));
    expect(await readdir(join(cache, 'pump-1'))).toEqual(['pump']);
  });

  it('refuses a build that does not hold what it should', async () => {
    await expect(fetchOnce(fetch(async () => {}))).rejects.toMatchObject({ code: 'fetch_failed' });
  });
});
