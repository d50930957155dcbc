import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../port.ts';
import { EngineProcess } from './engine-process.ts';
import { Watchdog } from './watchdog.ts';

const SERVER = `require('node:http').createServer((_, response) => response.end('yes')).listen(Number(process.argv[1]), '127.0.0.1');`;

describe('the process of an engine', () => {
  let folder: string;
  let port: number;
  let watchdog: Watchdog;
  let engine: EngineProcess;

  const answers = async () => (await fetch(`http://127.0.0.1:${port}`, { signal: AbortSignal.timeout(300) })).ok;
  const of = (script: string) =>
    new EngineProcess(
      { name: 'pump', base: join(folder, 'pump'), ports: [port], launch: async () => ({ file: process.execPath, args: ['-e', script, String(port)] }), answers },
      watchdog,
    );
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-engine-'));
    port = await freePort();
    watchdog = new Watchdog();
    engine = of(SERVER);
  });
  afterEach(async () => {
    await engine.stop();
    watchdog.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('answers once it is started, and leaves nothing when it is stopped', async () => {
    await engine.start();
    expect(await answers()).toBe(true);
    expect((await readdir(folder)).sort()).toEqual(['pump.log', 'pump.pid']);
    await engine.stop();
    expect(engine.pid).toBeUndefined();
    await expect(answers()).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['pump.log']);
  });

  it('is killed and started again on the same port', async () => {
    await engine.start();
    const first = engine.pid;
    await engine.kill('SIGKILL');
    await expect(answers()).rejects.toThrow();
    await engine.start();
    expect(await answers()).toBe(true);
    expect(engine.pid).not.toBe(first);
  });

  it('stands still while it is frozen and goes on afterwards', async () => {
    await engine.start();
    await engine.freeze();
    await expect(answers()).rejects.toMatchObject({ name: 'TimeoutError' });
    await engine.thaw();
    expect(await answers()).toBe(true);
  });

  it('is stopped while it is frozen', async () => {
    await engine.start();
    await engine.freeze();
    await engine.stop();
    expect(engine.pid).toBeUndefined();
  });

  it('says its last words when it ends at its start', async () => {
    engine = of(`console.error('no licence'); process.exit(3)`);
    await expect(engine.start()).rejects.toMatchObject({ code: 'ended_at_start', message: expect.stringContaining('no licence') });
  });

  it('does not start on a port that is taken', async () => {
    await engine.start();
    const second = new EngineProcess({ name: 'second', base: join(folder, 'second'), ports: [port], launch: () => Promise.reject(new Error('started')), answers }, watchdog);
    await expect(second.start()).rejects.toMatchObject({ code: 'port_taken' });
  });

  it('cannot be frozen when it does not run', async () => {
    await expect(engine.freeze()).rejects.toMatchObject({ code: 'not_running' });
  });
});
