import type { Clock } from '@faxwire/sip';
import { pageSeconds } from './page-limit.ts';
import { PAGE_FLOOR_MS } from './protocol-limit.ts';

export interface PageTimerOptions {
  /** Octets of each page of the call. */
  readonly sizes: readonly number[];
  readonly clock: Clock;
  readonly timeFactor: number;
  /** Told once, of the page that took too long. */
  readonly onLate: (detail: string) => void;
}

/** Gives every page of a call the time that its size needs at the slowest rate. */
export class PageTimer {
  readonly #options: PageTimerOptions;
  #page = 0;
  #cancel: (() => void) | undefined;

  constructor(options: PageTimerOptions) {
    this.#options = options;
  }

  /** Training is over, and the first page begins; training that comes again takes the time of its page. */
  begin(): void {
    if (!this.#cancel) this.#set();
  }

  /** The next page begins. */
  confirmed(): void {
    this.#page += 1;
    this.stop();
    this.#set();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #set(): void {
    const { sizes, clock, timeFactor, onLate } = this.#options;
    const octets = sizes[this.#page];
    if (octets === undefined) return;
    const seconds = pageSeconds(octets);
    const limitMs = Math.max((seconds * 1_000) / timeFactor, PAGE_FLOOR_MS);
    this.#cancel = clock.schedule(limitMs, () => onLate(`a page of ${octets} octets was not confirmed within ${seconds} s`));
  }
}
