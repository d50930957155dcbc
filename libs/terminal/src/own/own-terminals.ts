import type { FaxTerminal, FaxTerminalFactory, FaxTerminalListeners, FaxTerminalOptions } from '../fax-terminal.ts';
import { RemoteTerminal } from '../remote-terminal.ts';
import { checkOptions } from '../spandsp/options-check.ts';
import { TerminalError } from '../terminal-error.ts';
import { OwnThread } from './thread/own-thread.ts';
import { SLIP_EDGES_MS } from './thread/slip-histogram.ts';

export interface OwnTerminalsOptions {
  /** Each keeps a core busy at some thousand calls. */
  readonly threads?: number;
  /** Calls at a time, in all threads. */
  readonly maxTerminals?: number;
  /** What the threads run, where it is not the built one beside this. */
  readonly threadFile?: string;
}

const DEFAULT_THREADS = 1;
const DEFAULT_MAX_TERMINALS = 100;

/** Terminals on our own T.30, many in a thread. */
export class OwnTerminals implements FaxTerminalFactory {
  readonly speaksLocalTcf = true;
  readonly #maxTerminals: number;
  readonly #threadFile: string | undefined;
  readonly #threads: (OwnThread | undefined)[];
  /** Of threads that are no more. */
  #pastSlip: number[] = SLIP_EDGES_MS.map(() => 0);
  #opening = 0;
  #closed = false;

  constructor(options: OwnTerminalsOptions = {}) {
    this.#maxTerminals = options.maxTerminals ?? DEFAULT_MAX_TERMINALS;
    this.#threadFile = options.threadFile;
    this.#threads = new Array<undefined>(options.threads ?? DEFAULT_THREADS).fill(undefined);
  }

  /** Starts the threads. */
  async warm(): Promise<void> {
    await Promise.all(this.#threads.map((_, i) => this.#thread(i).ready));
  }

  /** Calls in progress. */
  get inUse(): number {
    return this.#threads.reduce((sum, thread) => sum + (thread?.calls ?? 0), this.#opening);
  }

  /** Packets by how late they left, one count for each of SLIP_EDGES_MS. */
  get slip(): readonly number[] {
    const counts = this.#threads.map((thread) => thread?.slip.counts ?? []);
    return this.#pastSlip.map((past, i) => counts.reduce((sum, each) => sum + (each[i] ?? 0), past));
  }

  async open(options: FaxTerminalOptions, listeners: FaxTerminalListeners): Promise<FaxTerminal> {
    if (this.#closed) throw new TerminalError('closed', 'the terminals are closed');
    checkOptions(options);
    if (options.impairments) throw new TerminalError('invalid_options', 'impairments are for SpanDSP terminals');
    if (this.inUse >= this.#maxTerminals) throw new TerminalError('no_capacity', `all ${this.#maxTerminals} terminals are in use`);
    this.#opening += 1;
    try {
      const thread = this.#freest();
      await thread.ready.catch((error: unknown) => Promise.reject(new TerminalError('start_failed', String(error))));
      const terminal = new RemoteTerminal(thread.seat(), options, listeners);
      await terminal.open();
      return terminal;
    } finally {
      this.#opening -= 1;
    }
  }

  /** Ends the threads and waits until they are gone; their calls end as `crashed`. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map(async (thread) => thread?.terminate()));
  }

  /** The one with the fewest calls; one that was lost is replaced. */
  #freest(): OwnThread {
    const threads = this.#threads.map((_, i) => this.#thread(i));
    return threads.reduce((best, thread) => (thread.calls < best.calls ? thread : best));
  }

  #thread(i: number): OwnThread {
    const thread = this.#threads[i];
    if (thread && !thread.isLost) return thread;
    if (thread) this.#pastSlip = this.#pastSlip.map((past, bucket) => past + (thread.slip.counts[bucket] ?? 0));
    const fresh = new OwnThread(this.#threadFile);
    this.#threads[i] = fresh;
    return fresh;
  }
}
