import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf } from './identity.ts';
import { endLeftOver, writePidFile } from './pid-file.ts';

const NOBODY = { pid: 4_194_305, startedAt: '1' };
const SLEEPER = `process.stdout.write('up'); setInterval(() => {}, 1000);`;

describe('the file that remembers a process', () => {
  let folder: string;
  let file: string;
  let sleeper: ChildProcess;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-pid-'));
    file = join(folder, 'kafka.pid');
    sleeper = spawn(process.execPath, ['-e', SLEEPER], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(sleeper.stdout!, 'data');
  });
  afterEach(async () => {
    sleeper.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const remember = (engine: object | undefined, owner: object | undefined) => writeFile(file, JSON.stringify({ engine, owner }));

  it('lets the next start end what a killed run left behind', async () => {
    await remember(identityOf(sleeper.pid!), NOBODY);
    const exit = once(sleeper, 'exit');
    expect(await endLeftOver(file)).toBe(sleeper.pid);
    await exit;
    expect(await readdir(folder)).toEqual([]);
  });

  it('lets it end a frozen one', async () => {
    await remember(identityOf(sleeper.pid!), NOBODY);
    sleeper.kill('SIGSTOP');
    const exit = once(sleeper, 'exit');
    await endLeftOver(file);
    expect(await exit).toEqual([null, 'SIGINT']);
  });

  it('spares a stranger who got the same id', async () => {
    await remember({ pid: sleeper.pid, startedAt: '1' }, NOBODY);
    await endLeftOver(file);
    expect(identityOf(sleeper.pid!)).toBeDefined();
  });

  it('refuses data that another living run uses', async () => {
    await remember(identityOf(sleeper.pid!), identityOf(process.ppid));
    await expect(endLeftOver(file)).rejects.toMatchObject({ code: 'data_in_use' });
    expect(identityOf(sleeper.pid!)).toBeDefined();
  });

  it('ends what was written by this process itself', async () => {
    await writePidFile(file, sleeper.pid!);
    const exit = once(sleeper, 'exit');
    await endLeftOver(file);
    await exit;
  });

  it('says nothing when there is none', async () => {
    expect(await endLeftOver(file)).toBeUndefined();
  });
});
