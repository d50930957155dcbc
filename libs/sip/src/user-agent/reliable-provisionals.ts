import { randomBelow } from '../random.ts';
import { headerValue } from '../message/headers.ts';
import { T1_MS } from '../transaction/timer-values.ts';
import { Timers } from '../transaction/timers.ts';
import type { Clock } from '../clock.ts';
import type { Header, SipRequest } from '../message/message.ts';
import type { Random } from '../random.ts';

export interface ReliableProvisionalsOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** CSeq number of the INVITE. */
  readonly sequence: number;
  /** 64*T1 passed without a PRACK: the INVITE is to be refused (RFC 3262 3). */
  onTimeout(): void;
}

interface Waiting {
  readonly hasSdp: boolean;
  readonly send: (headers: readonly Header[]) => void;
}

/** Provisional responses that wait for another one's PRACK: an application rings a few times, not for ever. */
const QUEUE_MAX = 8;

/** Our 1xx to a caller that wants each of them acknowledged: one at a time, repeated until its PRACK (RFC 3262 3). */
export class ReliableProvisionals {
  readonly #options: ReliableProvisionalsOptions;
  readonly #timers: Timers;
  readonly #queue: Waiting[] = [];
  #number: number;
  #current: Waiting | undefined;
  #whenAcknowledged: (() => void) | undefined;

  constructor(options: ReliableProvisionalsOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
    this.#number = 1 + randomBelow(options.random, 2 ** 31);
  }

  send(waiting: Waiting): void {
    if (this.#queue.length >= QUEUE_MAX) return;
    this.#queue.push(waiting);
    if (this.#current === undefined) this.#next();
  }

  /** Runs once nothing with a description waits for its PRACK: a 2xx must not overtake it. */
  beforeAnswer(run: () => void): void {
    if (this.#current?.hasSdp) this.#whenAcknowledged = run;
    else {
      this.stop();
      run();
    }
  }

  /** False for a PRACK of something else. */
  awaits(prack: SipRequest): boolean {
    const [number, sequence, method] = (headerValue(prack, 'RAck') ?? '').split(/\s+/);
    const isOurs = number === String(this.#number) && sequence === String(this.#options.sequence) && method === 'INVITE';
    return isOurs && this.#current !== undefined;
  }

  /** The PRACK awaited came and is answered: what waited for it goes out. */
  acknowledged(): void {
    this.#timers.clearAll();
    this.#current = undefined;
    this.#number++;
    const run = this.#whenAcknowledged;
    if (run === undefined) this.#next();
    else run();
  }

  stop(): void {
    this.#timers.clearAll();
    this.#queue.length = 0;
    this.#whenAcknowledged = undefined;
  }

  #next(): void {
    const current = this.#queue.shift();
    this.#current = current;
    if (current === undefined) return;
    const headers: Header[] = [['Require', '100rel'], ['RSeq', String(this.#number)]];
    this.#timers.repeat('repeat', { firstMs: T1_MS, capMs: Infinity }, () => current.send(headers));
    this.#timers.set('limit', 64 * T1_MS, () => {
      this.stop();
      this.#options.onTimeout();
    });
    current.send(headers);
  }
}
