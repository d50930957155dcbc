import type { AudioTerminal, AudioTerminalFactory, FaxTerminal, FaxTerminalFactory, FaxTerminalListeners, FaxTerminalOptions } from '../fax-terminal.ts';
import type { AudioLine } from '../media/audio-line.ts';
import { RemoteTerminal } from '../remote-terminal.ts';
import { TerminalError } from '../terminal-error.ts';
import { ChildHandle } from './child-handle.ts';
import { checkOptions } from './options-check.ts';

export interface SpanDspPoolOptions {
  /** Children that wait for a call, so that answering is immediate. */
  readonly spares?: number;
  /** Calls at a time; each costs some 12 MB and in real time a thousandth of a core. */
  readonly maxTerminals?: number;
}

const DEFAULT_SPARES = 1;
/** Starting a process takes a core for a moment: not the moment in which a call negotiates, where both ends' timers are short. */
const REFILL_AFTER_MS = 1_000;
const DEFAULT_MAX_TERMINALS = 100;
/** 500 packets a second each way: beyond that a busy machine sends them in bursts and the modems' timers run out on each other. */
export const MAX_AUDIO_SPEED = 10;

/** Terminals on SpanDSP, each in a process that serves one call. */
export class SpanDspPool implements FaxTerminalFactory, AudioTerminalFactory {
  readonly #spareCount: number;
  readonly #maxTerminals: number;
  readonly #spares: ChildHandle[] = [];
  readonly #children = new Set<ChildHandle>();
  readonly #calls = new Set<ChildHandle>();
  #refilling: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: SpanDspPoolOptions = {}) {
    this.#spareCount = options.spares ?? DEFAULT_SPARES;
    this.#maxTerminals = options.maxTerminals ?? DEFAULT_MAX_TERMINALS;
  }

  /** Starts the spares and proves that the library loads. Rejects with `library_missing`. */
  async warm(): Promise<void> {
    this.#refill();
    await Promise.all(this.#spares.map((spare) => spare.ready));
  }

  /** Calls in progress. */
  get inUse(): number {
    return [...this.#calls].filter((child) => !child.isDone).length;
  }

  /** The children of now, spares included: for operators, and for tests that kill one. */
  get processIds(): number[] {
    return [...this.#children].flatMap((child) => child.pid ?? []);
  }

  open(options: FaxTerminalOptions, listeners: FaxTerminalListeners): Promise<FaxTerminal> {
    return this.#open(options, listeners);
  }

  /** Faster than {@link MAX_AUDIO_SPEED} it does not run, at either end of a call. */
  async openAudio(options: FaxTerminalOptions, line: AudioLine, listeners: FaxTerminalListeners): Promise<AudioTerminal> {
    try {
      return await this.#open({ ...options, speed: Math.min(options.speed, MAX_AUDIO_SPEED) }, listeners, line);
    } catch (error) {
      closeQuietly(line);
      throw error;
    }
  }

  async #open(options: FaxTerminalOptions, listeners: FaxTerminalListeners, line?: AudioLine): Promise<RemoteTerminal> {
    const child = this.#takeChild(options);
    try {
      await child.ready;
      const terminal = new RemoteTerminal(child, options, listeners);
      await terminal.open(line);
      return terminal;
    } catch (error) {
      child.kill();
      throw error;
    } finally {
      this.#refillLater();
    }
  }

  #takeChild(options: FaxTerminalOptions): ChildHandle {
    if (this.#closed) throw new TerminalError('closed', 'the terminal pool is closed');
    checkOptions(options);
    if (options.localTcf) throw new TerminalError('invalid_options', 'SpanDSP sends its training checks');
    if (this.inUse >= this.#maxTerminals) throw new TerminalError('no_capacity', `all ${this.#maxTerminals} terminals are in use`);
    const child = this.#spares.find((spare) => !spare.isLost) ?? this.#spawn();
    this.#retireSpare(child);
    this.#calls.add(child);
    void child.gone.then(() => this.#calls.delete(child));
    return child;
  }

  /** Kills every child and waits until they are gone; their calls end as `crashed`. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#refilling);
    const children = [...this.#children];
    for (const child of children) child.terminateNow();
    await Promise.all(children.map((child) => child.gone));
  }

  #retireSpare(child: ChildHandle): void {
    const at = this.#spares.indexOf(child);
    if (at >= 0) this.#spares.splice(at, 1);
  }

  #refillLater(): void {
    clearTimeout(this.#refilling);
    this.#refilling = setTimeout(() => this.#refill(), REFILL_AFTER_MS);
    this.#refilling.unref();
  }

  #refill(): void {
    for (const spare of this.#spares.filter((candidate) => candidate.isLost)) this.#retireSpare(spare);
    while (!this.#closed && this.#spares.length < this.#spareCount) this.#spares.push(this.#spawn());
  }

  #spawn(): ChildHandle {
    const child = new ChildHandle();
    this.#children.add(child);
    void child.gone.then(() => this.#children.delete(child));
    return child;
  }
}

/** It may have been given away, or closed, before what went wrong. */
function closeQuietly({ socket }: AudioLine): void {
  try {
    socket.close();
  } catch {
    return;
  }
}
