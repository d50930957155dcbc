import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readCredentials, type Credentials } from '../credentials.ts';

/** The built program, whether this file is the source or built itself. */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** It takes two seconds on an idle machine. */
const READY_WITHIN_MS = 60_000;
const READY = 'Faxwire is ready';

export interface HouseProcessOptions {
  readonly dataDir: string;
  readonly args?: readonly string[];
  /** FAXWIRE_* and OTEL_* variables. Nothing else is inherited but the path. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Faxwire as a user starts it: a process of its own, of which only its output and its files are known. */
export class HouseProcess {
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcess;
  readonly #dataDir: string;
  #stdout = '';
  #stderr = '';

  constructor({ dataDir, args = [], env = {} }: HouseProcessOptions) {
    this.#dataDir = dataDir;
    this.#child = spawn(process.execPath, [MAIN, ...args], {
      cwd: dataDir,
      env: { PATH: process.env['PATH'] ?? '', FAXWIRE_DATA_DIR: dataDir, FAXWIRE_PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.#stdout += chunk.toString()));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.ended = new Promise((resolve) => this.#child.once('exit', (code, signal) => resolve({ code, signal })));
  }

  /** Log lines. */
  get stdout(): string {
    return this.#stdout;
  }

  /** What it tells people. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Resolves when it listens. Rejects where it ends before. */
  async ready(): Promise<Credentials> {
    await this.says(READY);
    const credentials = await readCredentials(this.#dataDir);
    if (!credentials) throw new Error('It is ready and there are no credentials.');
    return credentials;
  }

  /** Resolves when it has told people so. */
  async says(text: string): Promise<void> {
    const signal = AbortSignal.timeout(READY_WITHIN_MS);
    while (!this.#stderr.includes(text)) {
      const end = await Promise.race([once(this.#child.stderr ?? this.#child, 'data', { signal }).then(() => undefined), this.ended]);
      if (end && !this.#stderr.includes(text)) throw new Error(`It ended with ${String(end.code ?? end.signal)} before it said "${text}":\n${this.#stderr}`);
    }
  }

  /** Rejects where it lives longer, ms. */
  async endsWithin(limitMs: number): Promise<ProcessEnd> {
    const waiting = new AbortController();
    const end = await Promise.race([this.ended, sleep(limitMs, undefined, { signal: waiting.signal })]);
    waiting.abort();
    if (!end) throw new Error(`It still runs:\n${this.#stderr}`);
    return end;
  }

  /** A process that has ended already is left alone. */
  async end(signal: NodeJS.Signals): Promise<ProcessEnd> {
    this.#child.kill(signal);
    return this.ended;
  }
}
