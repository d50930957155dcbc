/** Why work was cut short: its time was over, or its caller no longer wanted it. */
export type DeadlineReached = 'timeout' | 'stopped';

/** The total time of a request. undici's own time-outs start again with every byte; this one does not. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #stop: AbortSignal | undefined;
  readonly #onStop = () => this.#end('stopped');
  #reached: DeadlineReached | undefined;

  /** @param stop ends the work before its time */
  constructor(timeoutMs: number, stop: AbortSignal | undefined) {
    this.#timer = setTimeout(() => this.#end('timeout'), timeoutMs);
    this.#stop = stop;
    if (stop?.aborted) this.#end('stopped');
    stop?.addEventListener('abort', this.#onStop, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get reached(): DeadlineReached | undefined {
    return this.#reached;
  }

  /** Also bounds what does not look at the signal. */
  bound<Value>(work: Promise<Value>): Promise<Value> {
    const over = new Promise<never>((_, reject) => {
      const end = () => reject(new Error('deadline reached'));
      if (this.signal.aborted) end();
      else this.signal.addEventListener('abort', end, { once: true });
    });
    return Promise.race([work, over]);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#stop?.removeEventListener('abort', this.#onStop);
  }

  #end(reached: DeadlineReached): void {
    this.#reached ??= reached;
    this.#controller.abort();
  }
}
