import { ResponseMachine } from './response-machine.ts';
import { T2_MS, TIMER_G_MS, TIMER_H_MS, TIMER_I_MS, TIMER_L_MS } from './timer-values.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { TransactionPorts } from './ports.ts';

type State = 'proceeding' | 'completed' | 'confirmed' | 'accepted';

/** RFC 3261 17.2.1 with the Accepted state of RFC 6026: a 2xx is repeated by the call, a refusal by this machine. */
export class InviteServerTransaction extends ResponseMachine<State> {
  constructor(request: SipRequest, ports: TransactionPorts) {
    super(request, ports, 'proceeding');
  }

  respond(response: SipResponse): void {
    const again = this.state === 'accepted' && response.status >= 200 && response.status < 300;
    if (this.state !== 'proceeding' && !again) return;
    this.keep(response);
    if (!again && response.status >= 300) this.#complete();
    else if (!again && response.status >= 200) this.linger('accepted', TIMER_L_MS);
    this.ports.send(response);
  }

  receive(request: SipRequest): void {
    if (request.method === 'ACK') {
      if (this.state === 'completed') this.#confirm();
    } else if (this.state === 'proceeding' || this.state === 'completed') this.sayAgain();
  }

  #complete(): void {
    this.repeat({ firstMs: TIMER_G_MS, capMs: T2_MS }, () => this.sayAgain());
    this.linger('completed', TIMER_H_MS);
  }

  #confirm(): void {
    this.timers.clearAll();
    this.linger('confirmed', this.afterCopies(TIMER_I_MS));
  }
}
