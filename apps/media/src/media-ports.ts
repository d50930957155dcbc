import type { Cancel, Clock } from '@faxwire/sip';
import { MediaError, MediaSocket, type MediaSocketOptions } from '@faxwire/terminal';

/** Somebody outside this process may have a port that we wait for, and tells nobody when it is free again. */
const LOOK_AGAIN_MS = 250;

export interface MediaPortsOptions {
  /** A local IP address. */
  readonly host: string;
  /** Both included; any free port of the system where it is left out. */
  readonly range?: MediaSocketOptions['portRange'];
  readonly clock: Clock;
  /** A call found no free port, and waits or is refused. */
  readonly onExhausted?: () => void;
}

interface Waiter {
  readonly take: (socket: MediaSocket) => void;
  readonly refuse: (reason: Error) => void;
}

/** The UDP ports for media, one for each call. Who finds none waits in order of arrival, and costs nobody an attempt. */
export class MediaPorts {
  readonly #options: MediaPortsOptions;
  /** No more than there are lines: who waits here has one. */
  readonly #waiting = new Set<Waiter>();
  #cancelLook: Cancel | undefined;
  #isLooking = false;

  constructor(options: MediaPortsOptions) {
    this.#options = options;
  }

  /**
   * A port as soon as there is one.
   * @throws the signal's reason, or MediaError where something else is wrong than that every port is taken
   */
  async wait(signal: AbortSignal): Promise<MediaSocket> {
    signal.throwIfAborted();
    // Nobody overtakes: whoever waits already is served first.
    const socket = this.#waiting.size === 0 ? await this.#bind() : undefined;
    if (socket) return socket;
    this.#options.onExhausted?.();
    signal.throwIfAborted();
    return this.#queue(signal);
  }

  /** A port for a call that cannot wait; undefined where none is free. */
  async take(): Promise<MediaSocket | undefined> {
    const socket = await this.#bind();
    if (!socket) this.#options.onExhausted?.();
    return socket;
  }

  /** A call has ended, and its port may be free. */
  freed(): void {
    if (this.#waiting.size > 0) void this.#look();
  }

  /** Turns everybody away who waits. */
  refuseWaiting(reason: Error): void {
    for (const waiter of [...this.#waiting]) waiter.refuse(reason);
  }

  /** Undefined where every port of the range is taken. */
  async #bind(): Promise<MediaSocket | undefined> {
    const { host, range } = this.#options;
    try {
      return await MediaSocket.bind({ host, ...(range && { portRange: range }) });
    } catch (error) {
      if (error instanceof MediaError && error.code === 'no_port') return undefined;
      throw error;
    }
  }

  #queue(signal: AbortSignal): Promise<MediaSocket> {
    return new Promise((resolve, reject) => {
      const onAbort = () => waiter.refuse(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
      const leave = (then: () => void) => {
        this.#waiting.delete(waiter);
        signal.removeEventListener('abort', onAbort);
        if (this.#waiting.size === 0) this.#stopLooking();
        then();
      };
      const waiter: Waiter = { take: (socket) => leave(() => resolve(socket)), refuse: (reason) => leave(() => reject(reason)) };
      signal.addEventListener('abort', onAbort);
      this.#waiting.add(waiter);
      this.#lookLater();
    });
  }

  #lookLater(): void {
    this.#cancelLook ??= this.#options.clock.schedule(LOOK_AGAIN_MS, () => void this.#look());
  }

  #stopLooking(): void {
    this.#cancelLook?.();
    this.#cancelLook = undefined;
  }

  /** One look at a time: two would scan the same ports. */
  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#stopLooking();
    try {
      while (this.#waiting.size > 0 && (await this.#serveFirst()));
    } finally {
      this.#isLooking = false;
      if (this.#waiting.size > 0) this.#lookLater();
    }
  }

  /** False where there is still no port. */
  async #serveFirst(): Promise<boolean> {
    const bound = await this.#bind().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    if (bound === undefined) return false;
    const [first] = this.#waiting;
    if (bound instanceof Error) first?.refuse(bound);
    else if (first) first.take(bound);
    // Everybody gave up while the port was bound.
    else await bound.close();
    return true;
  }
}
