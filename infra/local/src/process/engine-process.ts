import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { LocalError } from '../local-error.ts';
import { assertFree } from '../port.ts';
import { EngineLog } from './engine-log.ts';
import { familyOf } from './identity.ts';
import { endLeftOver, removePidFile, writePidFile } from './pid-file.ts';
import type { Watchdog } from './watchdog.ts';

/** A JVM takes 5 s on two idle cores and was seen to take 26 s on busy ones. */
const READY_MS = 90_000;
const POLL_MS = 50;
/** An engine that did not leave in this time is killed. */
const LEAVE_MS = 20_000;

export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
}

export interface EngineDescription {
  readonly name: string;
  /** Beside its data: `<base>.log` and `<base>.pid`. */
  readonly base: string;
  /** Ports that have to be free before it starts, and are the same after every restart. */
  readonly ports: readonly number[];
  /** Prepares its data, the first time, and says what to run. */
  launch(): Promise<Launch>;
  /** Whether it really answers; a refused connection is a no. */
  answers(): Promise<boolean>;
  /** Once after each start, when it answers. */
  prepared?(): Promise<void>;
}

/** One engine: started, killed, frozen, stopped, and started again on the same ports and the same data. */
export class EngineProcess {
  readonly #description: EngineDescription;
  readonly #watchdog: Watchdog;
  readonly #log: EngineLog;
  #child: ChildProcess | undefined;

  constructor(description: EngineDescription, watchdog: Watchdog) {
    this.#description = description;
    this.#watchdog = watchdog;
    this.#log = new EngineLog(`${description.base}.log`);
  }

  get name(): string {
    return this.#description.name;
  }

  /** Its process id while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get logFile(): string {
    return this.#log.file;
  }

  /** Starts it, unless it runs, and waits until it answers. */
  async start(): Promise<void> {
    if (this.#child) return;
    const { name, ports, base } = this.#description;
    await endLeftOver(`${base}.pid`);
    for (const port of ports) await assertFree(port, name);
    const launch = await this.#description.launch();
    try {
      await this.#spawn(launch);
      await this.#untilItAnswers();
      await this.#description.prepared?.();
    } catch (error) {
      await this.kill('SIGKILL');
      throw error;
    }
  }

  async #spawn({ file, args, env, uid, gid }: Launch): Promise<void> {
    const descriptor = this.#log.open();
    // A process group of its own: Ctrl-C at the terminal must not reach all engines at once.
    const child = spawn(file, args, { detached: true, stdio: ['ignore', descriptor, descriptor], env: { ...process.env, ...env }, uid, gid });
    this.#log.close(descriptor);
    this.#child = child;
    child.once('exit', () => {
      if (child.pid !== undefined) this.#watchdog.forget(child.pid);
      if (this.#child === child) this.#child = undefined;
    });
    child.once('error', () => (this.#child = undefined));
    child.unref();
    if (child.pid === undefined) throw new LocalError('ended_at_start', `Cannot run ${file}.`);
    this.#watchdog.watch(child.pid);
    await writePidFile(`${this.#description.base}.pid`, child.pid);
  }

  async #untilItAnswers(): Promise<void> {
    const until = Date.now() + READY_MS;
    while (!(await this.#description.answers().catch(() => false))) {
      if (!this.#child) throw new LocalError('ended_at_start', `${this.name} ended at its start: ${this.#log.tail()}`);
      if (Date.now() > until) throw new LocalError('not_ready', `${this.name} did not answer within ${READY_MS / 1_000} s: ${this.#log.tail()}`);
      await setTimeout(POLL_MS);
    }
  }

  /** Sends a signal; to all of its family where it cannot be handled. One that ends it is waited for. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child?.pid) return;
    const all = signal === 'SIGKILL' || signal === 'SIGSTOP' || signal === 'SIGCONT';
    for (const pid of all ? familyOf(child.pid) : [child.pid]) send(pid, signal);
    if (signal === 'SIGKILL') await left(child, LEAVE_MS);
  }

  /** Stands still until `thaw`: its connections stay open and nothing is answered. */
  async freeze(): Promise<void> {
    if (!this.#child) throw new LocalError('not_running', `${this.name} does not run.`);
    await this.kill('SIGSTOP');
  }

  async thaw(): Promise<void> {
    await this.kill('SIGCONT');
  }

  /** Lets it leave in order; kills it when it does not. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child) {
      await this.thaw();
      await this.kill('SIGINT');
      if (!(await left(child, LEAVE_MS))) await this.kill('SIGKILL');
    }
    await removePidFile(`${this.#description.base}.pid`);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself a moment ago.
  }
}

async function left(child: ChildProcess, withinMs: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true;
  child.ref();
  try {
    await once(child, 'exit', { signal: AbortSignal.timeout(withinMs) });
    return true;
  } catch {
    return false;
  } finally {
    child.unref();
  }
}
