import { Timers } from './timers.ts';
import type { SipRequest } from '../message/message.ts';
import type { TransactionPorts } from './ports.ts';

/** What all four machines of RFC 3261 17 have in common: a request, a state, timers, and one way to end. */
export abstract class StateMachine<State extends string> {
  readonly request: SipRequest;
  protected readonly ports: TransactionPorts;
  protected readonly timers: Timers;
  #state: State | 'terminated';

  constructor(request: SipRequest, ports: TransactionPorts, first: State) {
    this.request = request;
    this.ports = ports;
    this.timers = new Timers(ports.clock);
    this.#state = first;
  }

  get state(): State | 'terminated' {
    return this.#state;
  }

  terminate(): void {
    if (this.#state === 'terminated') return;
    this.#state = 'terminated';
    this.timers.clearAll();
    this.ports.terminated();
  }

  protected enter(state: State): void {
    this.#state = state;
  }

  /** Stays for copies that are still under way. Where nothing is repeated there are none (RFC 3261 table 4). */
  protected linger(state: State, delayMs: number): void {
    this.enter(state);
    this.timers.set('end', delayMs, () => this.terminate());
  }

  /** How long copies may still come. */
  protected afterCopies(delayMs: number): number {
    return this.ports.reliable === true ? 0 : delayMs;
  }

  /** Repeats what the network may lose; a stream loses nothing. */
  protected repeat({ firstMs, capMs }: { firstMs: number; capMs: number }, send: () => void): void {
    if (this.ports.reliable !== true) this.timers.repeat('repeat', { firstMs, capMs }, send);
  }
}
