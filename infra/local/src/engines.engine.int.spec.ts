import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { EngineAddresses } from './address-file.ts';
import { gone } from './process/pid-file.ts';
import type { ProcessIdentity } from './process/identity.ts';

const BUILT = fileURLToPath(new URL('../dist/engines.js', import.meta.url));
const TIMEOUT_MS = 240_000;
const PATIENCE_MS = 20_000;

describe('npm run engines', () => {
  let folder: string;
  let run: ChildProcess;
  const file = () => join(folder, 'engines.json');
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faxwire-run-'));
    // PostgreSQL runs as a user of its own where we are root, and has to get to its data.
    await chmod(folder, 0o711);
  });
  afterAll(async () => {
    run.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const begin = async (): Promise<EngineAddresses> => {
    run = spawn(process.execPath, [BUILT, '--data-dir', join(folder, 'data'), '--file', file()], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: run.stdout! })) if (line.includes('Ctrl-C stops everything')) break;
    return JSON.parse(await readFile(file(), 'utf8'));
  };
  const engines = async () => {
    const names = (await readdir(join(folder, 'data'))).filter((name) => name.endsWith('.pid'));
    const files = await Promise.all(names.map((name) => readFile(join(folder, 'data', name), 'utf8')));
    return files.map((text): ProcessIdentity => JSON.parse(text).engine);
  };

  it('leaves no engine behind when it is killed, and goes on with its data until Ctrl-C', async () => {
    const first = await begin();
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    await inDatabase(first.postgres.url, 'CREATE TABLE page (number int); INSERT INTO page VALUES (7)');
    const left = await engines();
    expect(left).toHaveLength(4);
    run.kill('SIGKILL');
    expect(await Promise.all(left.map((engine) => gone(engine, PATIENCE_MS)))).toEqual([true, true, true, true]);

    const second = await begin();
    expect(await inDatabase(second.postgres.url, 'SELECT number FROM page')).toEqual([{ number: 7 }]);
    const running = await engines();
    const exit = once(run, 'exit');
    run.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
    expect(await Promise.all(running.map((engine) => gone(engine, 0)))).toEqual([true, true, true, true]);
    expect(await readdir(folder)).toEqual(['data']);
  }, TIMEOUT_MS);
});

async function inDatabase(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
