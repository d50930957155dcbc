import { ManualClock } from './manual-clock.ts';
import { summaryOf } from './simulated-network.ts';
import type { SipMessage, SipResponse } from '../message/message.ts';
import type { ClientHandlers, TransactionPorts } from '../transaction/ports.ts';

/** The world of one state machine: what it sends and reports, each with its time. */
export class TransactionBench implements TransactionPorts, ClientHandlers {
  readonly clock = new ManualClock();
  readonly log: string[] = [];
  readonly sent: SipMessage[] = [];

  send(message: SipMessage): void {
    this.sent.push(message);
    this.#note(`send ${summaryOf(message)}`);
  }

  terminated(): void {
    this.#note('terminated');
  }

  onResponse(response: SipResponse): void {
    this.#note(`got ${response.status}`);
  }

  onTimeout(): void {
    this.#note('timeout');
  }

  onTransportError(detail: string): void {
    this.#note(detail);
  }

  /** Lines since the last call. */
  take(): string[] {
    return this.log.splice(0);
  }

  #note(line: string): void {
    this.log.push(`${this.clock.now()} ${line}`);
  }
}
