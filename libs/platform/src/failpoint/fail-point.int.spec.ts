import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { armedFailPoint } from './armed-fail-point.ts';
import { FAIL_POINTS } from './fail-point-name.ts';

const BUILT = new URL('../../dist/failpoint/fail-point.js', import.meta.url);

/** Passes two places three times each, telling so, in a process of its own. */
const PROGRAM = `
  import { writeSync } from 'node:fs';
  import { failPoint } from ${JSON.stringify(fileURLToPath(BUILT))};
  process.on('exit', () => writeSync(1, 'exit '));
  for (const time of [1, 2, 3]) for (const name of ['before_append', 'after_append']) { failPoint(name); writeSync(1, name + time + ' '); }
`;

async function run(failpoint: string | undefined): Promise<{ signal: NodeJS.Signals | null; code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    env: failpoint === undefined ? {} : { FAXWIRE_FAILPOINT: failpoint },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ signal, code, said })));
}

describe('a fail point', () => {
  it('does nothing when it is not armed', async () => {
    expect(await run(undefined)).toEqual({ code: 0, signal: null, said: expect.stringMatching(/after_append3 exit $/) });
  });

  it('ends the process at the named place: nothing after it runs, no exit handler either', async () => {
    expect(await run('after_append')).toEqual({ code: null, signal: 'SIGKILL', said: 'before_append1 ' });
  });

  it('waits for the n-th time', async () => {
    expect(await run('before_append@3')).toMatchObject({ signal: 'SIGKILL', said: 'before_append1 after_append1 before_append2 after_append2 ' });
  });

  it('is read from a file at each place, and counts from when it was written there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faxwire-failpoint-'));
    const file = join(folder, 'place');
    expect(await run(`file:${file}`)).toMatchObject({ code: 0, signal: null });
    await writeFile(file, 'after_append@2\n');
    expect(await run(`file:${file}`)).toMatchObject({ signal: 'SIGKILL', said: 'before_append1 after_append1 before_append2 ' });
    await rm(folder, { recursive: true });
  });

  it('stops the start when the name is not known', async () => {
    expect(await run('nowhere')).toMatchObject({ code: 1, signal: null, said: 'exit ' });
  });

  it.each(Object.keys(FAIL_POINTS))('knows %s', (name) => {
    expect(armedFailPoint(name)).toEqual({ ok: true, armed: { name, time: 1 } });
  });

  it.each(['x', 'toString', 'mid_page@', 'mid_page@0', 'mid_page@-1', 'mid_page@1.5', 'mid_page@1@2', 'mid_page@9999999', '@1'])('refuses "%s"', (value) => {
    expect(armedFailPoint(value)).toMatchObject({ ok: false });
  });
});
