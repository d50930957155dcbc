import { T2_MS, TIMER_G_MS, TIMER_H_MS, TIMER_I_MS, TIMER_L_MS } from './timer-values.ts';
import { Timers } from './timers.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { ServerTransaction, TransactionPorts } from './ports.ts';

type State = 'proceeding' | 'completed' | 'confirmed' | 'accepted' | 'terminated';

/** RFC 3261 17.2.1 with the Accepted state of RFC 6026: a 2xx is repeated by the call, a refusal by this machine. */
export class InviteServerTransaction implements ServerTransaction {
  readonly request: SipRequest;
  readonly #ports: TransactionPorts;
  readonly #timers: Timers;
  #state: State = 'proceeding';
  #last: SipResponse | undefined;

  constructor(request: SipRequest, ports: TransactionPorts) {
    this.request = request;
    this.#ports = ports;
    this.#timers = new Timers(ports.clock);
  }

  get state(): State {
    return this.#state;
  }

  respond(response: SipResponse): void {
    const again = this.#state === 'accepted' && response.status >= 200 && response.status < 300;
    if (this.#state !== 'proceeding' && !again) return;
    this.#last = response;
    if (!again && response.status >= 300) this.#complete();
    else if (!again && response.status >= 200) this.#linger('accepted', 'L', TIMER_L_MS);
    this.#ports.send(response);
  }

  receive(request: SipRequest): void {
    if (request.method === 'ACK') {
      if (this.#state === 'completed') this.#confirm();
    } else if (this.#state === 'proceeding' || this.#state === 'completed') this.#repeat();
  }

  terminate(): void {
    if (this.#state === 'terminated') return;
    this.#state = 'terminated';
    this.#timers.clearAll();
    this.#ports.terminated();
  }

  #repeat(): void {
    if (this.#last !== undefined) this.#ports.send(this.#last);
  }

  #complete(): void {
    this.#timers.repeat('G', { firstMs: TIMER_G_MS, capMs: T2_MS }, () => this.#repeat());
    this.#linger('completed', 'H', TIMER_H_MS);
  }

  #confirm(): void {
    this.#timers.clearAll();
    this.#linger('confirmed', 'I', TIMER_I_MS);
  }

  #linger(state: State, timer: string, delayMs: number): void {
    this.#state = state;
    this.#timers.set(timer, delayMs, () => this.terminate());
  }
}
