import { T1_MS, T2_MS } from '../transaction/timer-values.ts';
import { Timers } from '../transaction/timers.ts';
import type { Clock } from '../clock.ts';
import type { SipRequest } from '../message/message.ts';

export interface AckWaitOptions {
  /** CSeq number of the INVITE that was answered. */
  readonly sequence: number;
  send(): void;
  onAck(ack: SipRequest): void;
  onTimeout(): void;
}

/** RFC 3261 13.3.1.4: a 2xx is repeated by the call itself until its ACK, at most for 64*T1. */
export class AckWait {
  readonly #timers: Timers;
  #current: AckWaitOptions | undefined;

  constructor(clock: Clock) {
    this.#timers = new Timers(clock);
  }

  get waiting(): boolean {
    return this.#current !== undefined;
  }

  start(options: AckWaitOptions): void {
    this.#current = options;
    this.#timers.repeat('repeat', { firstMs: T1_MS, capMs: T2_MS }, () => options.send());
    this.#timers.set('limit', 64 * T1_MS, () => {
      this.stop();
      options.onTimeout();
    });
    options.send();
  }

  receive(ack: SipRequest, sequence: number): void {
    const current = this.#current;
    if (current === undefined || current.sequence !== sequence) return;
    this.stop();
    current.onAck(ack);
  }

  stop(): void {
    this.#current = undefined;
    this.#timers.clearAll();
  }
}
