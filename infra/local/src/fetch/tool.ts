import { onPath } from '../engine-cache.ts';
import { LocalError } from '../local-error.ts';
import { runCommand } from './command.ts';

/** go.mod of Temporal's command line tool and of versitygw ask for it; an older one cannot read them. */
const MINIMUM_GO = [1, 24] as const;

export type Tool = 'java' | 'mvn' | 'go' | 'npm';

const INSTALLED_BY: Readonly<Record<Tool, string>> = { java: 'default-jre-headless', mvn: 'maven', go: 'golang', npm: 'npm' };
/** Debian 12 has Go 1.19, which does not help; Node brings npm. */
const APT_HELPS: ReadonlySet<Tool> = new Set(['java', 'mvn']);
const GO_HINT = `Go ${MINIMUM_GO.join('.')} or newer is needed; Debian 12 has an older one: take it from https://go.dev/dl`;

/** Makes sure that the tools are there. As root in CI it installs Java and Maven; elsewhere it names what to install. */
export async function requireTools(tools: readonly Tool[], log: (line: string) => void): Promise<void> {
  const missing = () => tools.filter((tool) => onPath(tool) === undefined);
  const byApt = missing().filter((tool) => APT_HELPS.has(tool));
  if (byApt.length > 0 && mayInstall()) await installByApt(byApt.map((tool) => INSTALLED_BY[tool]), log);
  const still = missing();
  if (still.length > 0) throw new LocalError('tool_missing', sentence(still));
  if (tools.includes('go')) await requireGoVersion();
}

export function sentence(missing: readonly Tool[]): string {
  const install = `apt-get install -y ${missing.map((tool) => INSTALLED_BY[tool]).join(' ')}`;
  const hint = missing.includes('go') ? ` (${GO_HINT})` : '';
  return `Not found: ${missing.join(', ')}. Type: ${install}${hint}`;
}

export function isRecentGo(version: string): boolean {
  const [major, minor] = (/go(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  if (major === undefined || minor === undefined) return false;
  return major > MINIMUM_GO[0] || (major === MINIMUM_GO[0] && minor >= MINIMUM_GO[1]);
}

async function requireGoVersion(): Promise<void> {
  const version = (await runCommand({ file: 'go', args: ['env', 'GOVERSION'] })).trim();
  if (!isRecentGo(version)) throw new LocalError('tool_missing', `This is ${version}. ${GO_HINT}`);
}

function mayInstall(): boolean {
  return Boolean(process.env['CI']) && process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

async function installByApt(packages: readonly string[], log: (line: string) => void): Promise<void> {
  log(`Installing ${packages.join(', ')} ...`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand({ file: 'apt-get', args: ['update', '-qq'], env });
  await runCommand({ file: 'apt-get', args: ['install', '-y', '-qq', '--no-install-recommends', ...packages], env });
}
