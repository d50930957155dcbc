import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { temporalConnection, type TemporalSettings } from './connection.ts';
import { quietRuntime, type NoticeListener } from './quiet-runtime.ts';

/** A server that is away at the start, or a namespace that is not there yet, is asked for again and again. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
/** How long the start waits for the first connection; then it goes on trying behind. */
const START_PATIENCE_MS = 5_000;
/** Readiness is asked for every few seconds, and a server that needs longer to answer is not there for a fax either. */
const LOOK_EVERY_MS = 2_000;
const ANSWER_WITHIN_MS = 2_000;
/** What was told to leave has so long to say what became of it. */
const LAST_WORDS_MS = 5_000;

export interface SupervisedWorkerOptions {
  readonly temporal: TemporalSettings;
  readonly create: (connection: NativeConnection) => Promise<Worker>;
  readonly onError: (error: unknown) => void;
  readonly onNotice?: NoticeListener;
  /** Makes what still runs end, when the time for it is over. */
  readonly leave: () => void;
}

/** A worker that comes back by itself, whatever happens to the server. Its own poll survives most; this does the rest. */
export class SupervisedWorker {
  readonly #options: SupervisedWorkerOptions;
  readonly #draining = new AbortController();
  #worker: Worker | undefined;
  #isAnswered = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: SupervisedWorkerOptions) {
    this.#options = options;
  }

  /** True while it polls a server that answers. */
  get isPolling(): boolean {
    return this.#isAnswered && this.#isRunning;
  }

  get #isRunning(): boolean {
    return this.#worker?.getState() === 'RUNNING';
  }

  /** Resolves when the worker polls, or goes on in the background when that does not come about soon. */
  async start(): Promise<void> {
    quietRuntime(this.#options.onNotice);
    const waited = new AbortController();
    await new Promise<void>((resolve) => {
      this.#running = this.#run(resolve);
      sleep(START_PATIENCE_MS, undefined, { signal: waited.signal }).then(resolve, resolve);
    });
    waited.abort();
  }

  /** Takes no new work; what runs goes on. */
  drain(): void {
    this.#draining.abort();
    if (this.#isRunning) this.#worker?.shutdown();
  }

  /** Drains, and waits for what runs for at most so long, ms. */
  async stop(graceMs: number): Promise<void> {
    this.drain();
    if (await this.#endsWithin(graceMs)) return;
    this.#options.leave();
    await this.#endsWithin(LAST_WORDS_MS);
  }

  async #endsWithin(ms: number): Promise<boolean> {
    const waited = new AbortController();
    const ended = this.#running.then(() => true);
    const tired = sleep(ms, false, { signal: waited.signal }).catch(() => false);
    const result = await Promise.race([ended, tired]);
    waited.abort();
    return result;
  }

  async #run(onPolling: () => void): Promise<void> {
    for (let pauseMs = FIRST_PAUSE_MS; !this.#draining.signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        await this.#once(() => {
          pauseMs = FIRST_PAUSE_MS;
          onPolling();
        });
      } catch (error) {
        this.#options.onError(error);
      }
      await sleep(pauseMs, undefined, { signal: this.#draining.signal }).catch(() => undefined);
    }
    onPolling();
  }

  async #once(onPolling: () => void): Promise<void> {
    const connection = await NativeConnection.connect(temporalConnection(this.#options.temporal));
    const over = new AbortController();
    let watching: Promise<void> = Promise.resolve();
    try {
      const worker = await this.#options.create(connection);
      this.#worker = worker;
      const run = worker.run();
      if (this.#draining.signal.aborted) worker.shutdown();
      this.#isAnswered = true;
      watching = this.#watch(connection, over.signal);
      onPolling();
      await run;
    } finally {
      this.#worker = undefined;
      over.abort();
      await watching;
      await connection.close();
    }
  }

  /** The worker's own poll waits for a server that is away, and says nothing of it. */
  async #watch(connection: NativeConnection, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#isAnswered = await answers(connection);
      await sleep(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}

function answers(connection: NativeConnection): Promise<boolean> {
  const asked = connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => connection.workflowService.getSystemInfo({}));
  return asked.then(() => true, () => false);
}
