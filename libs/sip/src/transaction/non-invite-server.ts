import { TIMER_J_MS } from './timer-values.ts';
import { Timers } from './timers.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { ServerTransaction, TransactionPorts } from './ports.ts';

type State = 'trying' | 'proceeding' | 'completed' | 'terminated';

/** RFC 3261 17.2.2. */
export class NonInviteServerTransaction implements ServerTransaction {
  readonly request: SipRequest;
  readonly #ports: TransactionPorts;
  readonly #timers: Timers;
  #state: State = 'trying';
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
    if (this.#state !== 'trying' && this.#state !== 'proceeding') return;
    this.#last = response;
    this.#state = response.status < 200 ? 'proceeding' : 'completed';
    if (response.status >= 200) this.#timers.set('J', TIMER_J_MS, () => this.terminate());
    this.#ports.send(response);
  }

  receive(): void {
    if (this.#last !== undefined && this.#state !== 'terminated') this.#ports.send(this.#last);
  }

  terminate(): void {
    if (this.#state === 'terminated') return;
    this.#state = 'terminated';
    this.#timers.clearAll();
    this.#ports.terminated();
  }
}
