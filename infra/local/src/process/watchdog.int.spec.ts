import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { identityOf } from './identity.ts';
import { gone } from './pid-file.ts';

const BUILT = fileURLToPath(new URL('../../dist/process/watchdog.js', import.meta.url));
const PATIENCE_MS = 10_000;
const SLEEPER = `process.stdout.write('up'); setInterval(() => {}, 1000);`;

/** Starts a sleeper that outlives it, hands it to a watchdog, and says its id. */
const PARENT = `
  import { spawn } from 'node:child_process';
  const { Watchdog } = await import(${JSON.stringify(BUILT)});
  const sleeper = spawn(process.execPath, ['-e', ${JSON.stringify(SLEEPER)}], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  const watchdog = new Watchdog();
  watchdog.watch(sleeper.pid);
  if (process.argv[1] === 'forget') watchdog.forget(sleeper.pid);
  sleeper.stdout.once('data', () => process.stdout.write(String(sleeper.pid)));
  setInterval(() => {}, 1000);
`;

describe('the watchdog', () => {
  let parent: ChildProcess;
  let sleeper: number;
  const begin = async (...args: readonly string[]) => {
    parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(parent.stdout!, 'data')) as [Buffer];
    sleeper = Number(said.toString());
  };
  const killParent = async () => {
    const exit = once(parent, 'exit');
    parent.kill('SIGKILL');
    await exit;
  };
  afterEach(() => {
    parent.kill('SIGKILL');
    if (identityOf(sleeper)) process.kill(sleeper, 'SIGKILL');
  });

  it('ends what it watches when we are killed', async () => {
    await begin();
    const identity = identityOf(sleeper)!;
    await killParent();
    expect(await gone(identity, PATIENCE_MS)).toBe(true);
  });

  it('ends it even when it is frozen', async () => {
    await begin();
    const identity = identityOf(sleeper)!;
    process.kill(sleeper, 'SIGSTOP');
    await killParent();
    expect(await gone(identity, PATIENCE_MS)).toBe(true);
  });

  it('spares what it was told to forget', async () => {
    await begin('forget');
    const identity = identityOf(sleeper)!;
    await killParent();
    expect(await gone(identity, 500)).toBe(false);
  });
});
