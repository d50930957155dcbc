import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Watchdog } from '@faxwire/local-engines';

export const APP_NAMES = ['api', 'lifecycle', 'media', 'webhooks', 'relay', 'sandbox'] as const;
export type AppName = (typeof APP_NAMES)[number];

/** A start on a busy machine of two cores: six of them at once were seen to take three minutes where twenty others wanted it. */
const READY_WITHIN_MS = 300_000;
const POLL_MS = 50;
const PROBE_TIMEOUT_MS = 2_000;
/** The last lines of a process that ended too early: what went wrong stands there. */
const TAIL_CHARS = 4_000;

export interface AppProcessOptions {
  readonly app: AppName;
  /** Tells several of one app apart: `media-2`. */
  readonly name: string;
  /** FAXWIRE_* and OTEL_* variables. Nothing else is inherited but the path. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Where /livez, /readyz and /metrics are. */
  readonly probeUrl: string;
  readonly logFile: string;
  /** Ends it where we are killed and can not. */
  readonly watchdog: Watchdog;
}

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One app in a process of its own: started, watched, killed, frozen, and started again on the same ports. */
export class AppProcess {
  readonly options: AppProcessOptions;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #ended: Promise<ProcessEnd> = Promise.resolve({ code: 0, signal: null });
  #tail = '';

  constructor(options: AppProcessOptions) {
    this.options = options;
    this.#log = createWriteStream(options.logFile, { flags: 'a' });
  }

  get name(): string {
    return this.options.name;
  }

  /** While it runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get ended(): Promise<ProcessEnd> {
    return this.#ended;
  }

  /** @param extra variables of this start alone: a fail point */
  start(extra: Readonly<Record<string, string>> = {}): void {
    if (this.#child) return;
    const { app, env, cwd, watchdog } = this.options;
    const child = spawn(process.execPath, [mainOf(app)], { cwd, env: { PATH: process.env['PATH'] ?? '', ...env, ...extra }, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (chunk: Buffer): void => {
      this.#log.write(chunk);
      this.#tail = (this.#tail + chunk.toString()).slice(-TAIL_CHARS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.#child = child;
    const { pid } = child;
    if (pid !== undefined) watchdog.watch(pid);
    this.#ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        if (this.#child === child) this.#child = undefined;
        if (pid !== undefined) watchdog.forget(pid);
        resolve({ code, signal });
      });
    });
  }

  /** Resolves when it says that it is ready. Rejects where it ends before, or takes too long. */
  async ready(withinMs = READY_WITHIN_MS): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (!(await this.isReady())) {
      if (!this.#child) throw new Error(`${this.name} ended before it was ready:\n${this.#tail}`);
      if (performance.now() > deadline) throw new Error(`${this.name} is not ready after ${withinMs / 1_000} s:\n${this.#tail}`);
      await sleep(POLL_MS);
    }
  }

  isReady(): Promise<boolean> {
    return this.#answers('/readyz');
  }

  isLive(): Promise<boolean> {
    return this.#answers('/livez');
  }

  /** A process that has ended already is left alone. */
  async end(signal: NodeJS.Signals): Promise<ProcessEnd> {
    this.#child?.kill(signal);
    return this.#ended;
  }

  /** SIGSTOP and SIGCONT. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  closeLog(): void {
    this.#log.end();
  }

  async #answers(path: string): Promise<boolean> {
    try {
      const response = await fetch(`${this.options.probeUrl}${path}`, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
}

/** The built program, whether this file is the source or built itself. */
function mainOf(app: AppName): string {
  return fileURLToPath(new URL(`../../../${app}/dist/main.js`, import.meta.url));
}
