import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const nx = (target: string) =>
  spawnSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'run', target, '--skip-nx-cache'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NX_DAEMON: 'false', NX_TUI: 'false' },
  });

describe('the walls of the house', () => {
  it('are seen by the linter where a domain module reaches for a framework, a store, node, a clock, chance or async', () => {
    const { status, stdout } = nx('tools:boundaries-of-fixture');
    const report = stdout.slice(stdout.indexOf('[{'), stdout.lastIndexOf('}]') + 2);
    const [file] = JSON.parse(report) as { messages: { ruleId: string; line: number; message: string }[] }[];
    const seen = (file?.messages ?? []).map(({ ruleId, line }) => `${line} ${ruleId}`);
    expect(status).not.toBe(0);
    expect(seen).toEqual(
      expect.arrayContaining([
        '2 no-restricted-imports',
        '3 @nx/enforce-module-boundaries',
        '4 no-restricted-imports',
        '6 no-restricted-syntax',
        '8 no-restricted-properties',
      ]),
    );
    expect(stdout).not.toContain('The rule will be skipped');
  }, 60_000);
});
