import { ResponseMachine } from './response-machine.ts';
import { TIMER_J_MS } from './timer-values.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { TransactionPorts } from './ports.ts';

type State = 'trying' | 'proceeding' | 'completed';

/** RFC 3261 17.2.2. */
export class NonInviteServerTransaction extends ResponseMachine<State> {
  constructor(request: SipRequest, ports: TransactionPorts) {
    super(request, ports, 'trying');
  }

  respond(response: SipResponse): void {
    if (this.state !== 'trying' && this.state !== 'proceeding') return;
    this.keep(response);
    if (response.status < 200) this.enter('proceeding');
    else this.linger('completed', this.afterCopies(TIMER_J_MS));
    this.ports.send(response);
  }

  receive(): void {
    if (this.state !== 'terminated') this.sayAgain();
  }
}
