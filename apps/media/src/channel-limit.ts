/** Too many attempts wait for a channel of a trunk already. Worth another try once calls have ended. */
export class ChannelsExhausted extends Error {
  readonly code = 'channels_exhausted';
  constructor(trunk: string) {
    super(`too many faxes wait for a channel of trunk ${trunk}`);
    this.name = 'ChannelsExhausted';
  }
}

interface Waiter {
  readonly take: () => void;
  readonly refuse: (reason: Error) => void;
}

/** As many calls at once as the trunk has channels; who comes later waits in order of arrival. */
export class ChannelLimit {
  readonly #trunk: string;
  readonly #limit: number;
  readonly #maxWaiting: number;
  readonly #onChange: (inUse: number, waiting: number) => void;
  readonly #waiting = new Set<Waiter>();
  #inUse = 0;

  constructor(options: { trunk: string; limit: number; maxWaiting: number; onChange?: (inUse: number, waiting: number) => void }) {
    this.#trunk = options.trunk;
    this.#limit = options.limit;
    this.#maxWaiting = options.maxWaiting;
    this.#onChange = options.onChange ?? (() => undefined);
  }

  get inUse(): number {
    return this.#inUse;
  }

  /** What is left once everybody who waits was served. */
  get free(): number {
    return Math.max(this.#limit - this.#inUse - this.#waiting.size, 0);
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * @returns gives the channel back; a second call does nothing
   * @throws ChannelsExhausted, or the signal's reason
   */
  async reserve(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#inUse < this.#limit) this.#inUse += 1;
    else await this.#wait(signal);
    this.#changed();
    return this.#releaseOnce();
  }

  /** A channel for a call that cannot wait; undefined where none is free. */
  take(): (() => void) | undefined {
    if (this.free === 0) return undefined;
    this.#inUse += 1;
    this.#changed();
    return this.#releaseOnce();
  }

  /** Turns everybody away who waits. */
  refuseWaiting(reason: Error): void {
    for (const waiter of [...this.#waiting]) waiter.refuse(reason);
  }

  #wait(signal: AbortSignal): Promise<void> {
    if (this.#waiting.size >= this.#maxWaiting) throw new ChannelsExhausted(this.#trunk);
    return new Promise((resolve, reject) => {
      const onAbort = () => waiter.refuse(reasonOf(signal));
      const leave = (then: () => void) => {
        this.#waiting.delete(waiter);
        signal.removeEventListener('abort', onAbort);
        then();
      };
      const waiter: Waiter = { take: () => leave(resolve), refuse: (reason) => leave(() => reject(reason)) };
      signal.addEventListener('abort', onAbort);
      this.#waiting.add(waiter);
      this.#changed();
    });
  }

  #releaseOnce(): () => void {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const [next] = this.#waiting;
      // Handed on without being free in between: a newcomer cannot overtake.
      if (next) next.take();
      else this.#inUse -= 1;
      this.#changed();
    };
  }

  #changed(): void {
    this.#onChange(this.#inUse, this.#waiting.size);
  }
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
