// The one way in, used by every npm script: `node tools/run.mjs COMMAND`; the switch at the end has them all. It needs nothing
// installed: it installs what is missing, builds what is stale, and goes on.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MINIMUM_NODE = [20, 19];
/** Debian packages that the product cannot do without, and a file that shows that each is there. */
const SYSTEM_PACKAGES = [{ name: 'libspandsp2', file: 'libspandsp.so.2' }];
/** SIPp plays carriers and callers in the specs. */
const TEST_PACKAGES = [{ name: 'sip-tester', file: 'sipp' }];
const TESTING = ['test', 'check'];
const SYSTEM_FOLDERS = ['/usr/bin', '/usr/local/bin', '/usr/lib', '/usr/local/lib', '/lib', ...['x86_64', 'aarch64', 'arm'].map((cpu) => `/usr/lib/${cpu}-linux-gnu`)];

const [command = 'start', ...rest] = process.argv.slice(2);
process.chdir(ROOT);

function say(text) {
  process.stderr.write(`${text}\n`);
}

function stop(text) {
  say(text);
  process.exit(1);
}

function run(file, args, options = {}) {
  const { status, error } = spawnSync(file, args, { stdio: 'inherit', ...options });
  if (error) stop(`Cannot run ${file}: ${error.message}`);
  return status ?? 1;
}

function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  stop(`Faxwire needs Node ${MINIMUM_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

function ensurePackages() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  const stamp = join('node_modules', '.faxwire-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('Installing npm packages (npm ci) ...');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // stdout stays clean for commands whose output is read by machines.
  const stdio = ['ignore', 2, 2];
  const status = npm?.endsWith('.js') ? run(process.execPath, [npm, ...args], { stdio }) : run('npm', args, { stdio });
  if (status !== 0) stop('npm ci failed; see above.');
  writeFileSync(stamp, lock);
}

function ensureSystemPackages() {
  const wanted = [...SYSTEM_PACKAGES, ...(TESTING.includes(command) ? TEST_PACKAGES : [])];
  const missing = wanted.filter(({ file }) => !SYSTEM_FOLDERS.some((folder) => existsSync(join(folder, file)))).map(({ name }) => name);
  if (missing.length === 0) return;
  const install = `apt-get install -y ${missing.join(' ')}`;
  const asRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!asRoot) stop(`Missing system packages. Type: sudo ${install}`);
  say(`Installing ${missing.join(', ')} ...`);
  const options = { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  if (run('apt-get', ['install', '-y', '-qq', ...missing], { ...options, stdio: 'ignore' }) === 0) return;
  if (run('apt-get', ['update', '-qq'], options) !== 0 || run('apt-get', ['install', '-y', '-qq', ...missing], options) !== 0) {
    stop(`Could not install them. Type: sudo apt-get update && sudo ${install}`);
  }
}

/** The newest change of anything that the build reads, milliseconds. */
function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name === '.nx') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) latest = Math.max(latest, newest(path));
    else if (/\.(ts|json)$/.test(entry.name)) latest = Math.max(latest, statSync(path).mtimeMs);
  }
  return latest;
}

function build() {
  const stamp = join('node_modules', '.faxwire-built');
  const latest = Math.max(newest('apps'), newest('libs'), newest('tools'), newest('infra'), statSync('tsconfig.base.json').mtimeMs);
  const built = existsSync('apps/faxwire/dist/main.js') && existsSync(stamp) && statSync(stamp).mtimeMs > latest;
  if (built) return;
  say('Building ...');
  if (run(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], { stdio: ['ignore', 2, 2] }) !== 0) stop('The build failed; see above.');
  // The workflow that Temporal runs: bundled once, not at every start of a lifecycle process.
  if (run(process.execPath, ['libs/lifecycle/dist/temporal/bundle-workflow.js'], { stdio: ['ignore', 2, 2] }) !== 0) stop('The workflow could not be bundled; see above.');
  writeFileSync(stamp, new Date().toISOString());
}

function jest(args) {
  const NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`.trim();
  return run(process.execPath, ['node_modules/jest/bin/jest.js', ...args], { env: { ...process.env, NODE_OPTIONS } });
}

/**
 * Everything, in four runs: what needs no house; whole assemblies, two at a time; fleets of processes, one after another; and
 * what needs Kafka, Temporal or S3. Calls of the sandbox keep the time of T.30, which two cores cannot do with a broker beside them.
 */
function tests(args) {
  if (args.some((arg) => !arg.startsWith('-'))) return jest(args);
  const report = args.find((arg) => arg.startsWith('--outputFile='));
  const others = args.filter((arg) => arg !== report);
  const part = (name, ...more) => {
    process.env.FAXWIRE_TEST_PART = name;
    return jest([...others, ...(report ? [`${report}.${name}`] : []), ...more]);
  };
  const ends = [part('beside'), part('assemblies', '--forceExit'), part('fleets', '--runInBand', '--forceExit', '--passWithNoTests'), part('engines', '--forceExit', '--passWithNoTests')];
  return ends.find((end) => end !== 0) ?? 0;
}

function nx(...args) {
  return run(process.execPath, ['node_modules/nx/dist/bin/nx.js', ...args], { env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' } });
}

const app = (file, args) => {
  process.argv = [process.execPath, join(ROOT, file), ...args];
  return import(pathToFileURL(join(ROOT, file)).href);
};

/** Builds on every change and starts the house anew. */
function develop() {
  const tsc = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '-b', '--watch', '--preserveWatchOutput'], { stdio: 'inherit' });
  const house = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'apps/faxwire/dist/main.js', ...rest], { stdio: 'inherit' });
  const leave = () => {
    tsc.kill();
    house.kill('SIGTERM');
  };
  process.on('SIGINT', leave).on('SIGTERM', leave);
  house.on('exit', (code) => {
    tsc.kill();
    process.exitCode = code ?? 0;
  });
}

const CHECKS = [
  ['lint', () => nx('run', 'tools:lint')],
  ['boundaries', () => nx('run', 'tools:boundaries')],
  ['tests', () => tests([])],
];

ensureNode();
ensurePackages();
if (command !== 'lint' && command !== 'boundaries') ensureSystemPackages();

switch (command) {
  case 'start':
    build();
    await app('apps/faxwire/dist/main.js', rest);
    break;
  case 'faxwire':
    build();
    await app('apps/faxwire/dist/cli.js', rest);
    break;
  case 'migrate':
    build();
    await app('apps/faxwire/dist/migrate.js', rest);
    break;
  case 'dead-letters':
    build();
    await app('apps/faxwire/dist/dead-letters.js', rest);
    break;
  case 'engines':
    build();
    await app('infra/local/dist/engines.js', rest);
    break;
  case 'distributed':
    build();
    await app('apps/faxwire/dist/distributed/main.js', rest);
    break;
  case 'docs':
    // Only what it stands on: a part of the client is written by it, and may not fit the code before that.
    if (run(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'tools'], { stdio: ['ignore', 2, 2] }) !== 0) stop('The build failed; see above.');
    await app('tools/dist/docs.js', rest);
    break;
  case 'bench':
    build();
    await app('apps/faxwire/dist/bench/main.js', rest);
    break;
  case 'test':
    build();
    process.exitCode = tests(rest);
    break;
  case 'faults':
    build();
    process.env.FAXWIRE_TEST_FAULTS = '1';
    process.env.FAXWIRE_ENGINES = '1';
    process.exitCode = jest(['--testPathPatterns', 'fault.e2e', '--runInBand', '--forceExit', ...rest]);
    break;
  case 'fuzz':
    build();
    process.env.FAXWIRE_TEST_FUZZ = '1';
    process.exitCode = jest(['--testPathPatterns', '\\.fuzz\\.spec', '--runInBand', '--forceExit', ...rest]);
    break;
  case 'chaos':
    build();
    await app('apps/faxwire/dist/chaos/main.js', rest);
    break;
  case 'check':
    build();
    for (const [name, check] of CHECKS) if (check() !== 0) stop(`${name} failed; see above.`);
    break;
  case 'lint':
    process.exitCode = nx('run', 'tools:lint');
    break;
  case 'boundaries':
    process.exitCode = nx('run', 'tools:boundaries');
    break;
  case 'dev':
    build();
    develop();
    break;
  default:
    stop(`Unknown command "${command}". There are: start, engines, distributed, migrate, dead-letters, test, faults, fuzz, chaos, check, bench, dev, docs, faxwire, lint, boundaries.`);
}
