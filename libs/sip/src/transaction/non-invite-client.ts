import { T2_MS, TIMER_E_MS, TIMER_F_MS, TIMER_K_MS } from './timer-values.ts';
import { Timers } from './timers.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { ClientHandlers, ClientTransaction, TransactionPorts } from './ports.ts';

type State = 'trying' | 'proceeding' | 'completed' | 'terminated';

/** RFC 3261 17.1.2. */
export class NonInviteClientTransaction implements ClientTransaction {
  readonly request: SipRequest;
  readonly #ports: TransactionPorts;
  readonly #user: ClientHandlers;
  readonly #timers: Timers;
  #state: State = 'trying';

  constructor(request: SipRequest, ports: TransactionPorts, user: ClientHandlers) {
    this.request = request;
    this.#ports = ports;
    this.#user = user;
    this.#timers = new Timers(ports.clock);
  }

  get state(): State {
    return this.#state;
  }

  start(): void {
    this.#repeatFrom(TIMER_E_MS);
    this.#timers.set('F', TIMER_F_MS, () => this.#timeOut());
    this.#ports.send(this.request);
  }

  receive(response: SipResponse): void {
    if (this.#state !== 'trying' && this.#state !== 'proceeding') return;
    if (response.status < 200) this.#proceed();
    else this.#complete();
    this.#user.onResponse(response);
  }

  fail(detail: string): void {
    if (this.#state !== 'trying') return;
    this.terminate();
    this.#user.onTransportError(detail);
  }

  stopRetransmitting(): void {
    this.#timers.clear('E');
  }

  expireAfter(delayMs: number): void {
    if (this.#state === 'trying' || this.#state === 'proceeding') this.#timers.set('expiry', delayMs, () => this.terminate());
  }

  terminate(): void {
    if (this.#state === 'terminated') return;
    this.#state = 'terminated';
    this.#timers.clearAll();
    this.#ports.terminated();
  }

  #repeatFrom(firstMs: number): void {
    this.#timers.repeat('E', { firstMs, capMs: T2_MS }, () => this.#ports.send(this.request));
  }

  /** A provisional response slows the repeats down to T2; it does not stop them. */
  #proceed(): void {
    if (this.#state === 'trying') this.#repeatFrom(T2_MS);
    this.#state = 'proceeding';
  }

  #complete(): void {
    this.#state = 'completed';
    this.#timers.clearAll();
    this.#timers.set('K', TIMER_K_MS, () => this.terminate());
  }

  #timeOut(): void {
    this.terminate();
    this.#user.onTimeout();
  }
}
