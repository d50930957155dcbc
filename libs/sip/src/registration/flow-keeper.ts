import { randomBelow } from '../random.ts';
import { Timers } from '../transaction/timers.ts';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Remote } from '../transport/transport.ts';

export interface FlowKeeperOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** The longest that a flow is left in silence. */
  readonly intervalMs: number;
  /** Where the carrier is now; asked anew each time. */
  readonly hop: () => Promise<Remote | undefined>;
  /** A double line end: over UDP it is all there is to it, over TCP and TLS an answer is awaited. */
  readonly ping: (hop: Remote) => void;
}

/** RFC 5626 4.4.1: between 80 and 100 of a hundred of the interval, so that many flows do not ask at once. */
const LEAST_PERCENT = 80;

/** Keeps the way back from a carrier open through address translators, by line ends where it takes no OPTIONS. */
export class FlowKeeper {
  readonly #options: FlowKeeperOptions;
  readonly #timers: Timers;
  #stopped = false;

  constructor(options: FlowKeeperOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
  }

  start(): void {
    const { intervalMs, random } = this.#options;
    const percent = LEAST_PERCENT + randomBelow(random, 101 - LEAST_PERCENT);
    this.#timers.set('next', (intervalMs * percent) / 100, () => void this.#keep());
  }

  stop(): void {
    this.#stopped = true;
    this.#timers.clearAll();
  }

  async #keep(): Promise<void> {
    const hop = await this.#options.hop().catch(() => undefined);
    if (this.#stopped) return;
    if (hop) this.#options.ping(hop);
    this.start();
  }
}
