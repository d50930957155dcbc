import { StateMachine } from './state-machine.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { ServerTransaction } from './ports.ts';

/** What INVITE and other requests have in common on the side that answers them: the last response, told again for each copy. */
export abstract class ResponseMachine<State extends string> extends StateMachine<State> implements ServerTransaction {
  #last: SipResponse | undefined;

  abstract respond(response: SipResponse): void;
  abstract receive(request: SipRequest): void;

  protected keep(response: SipResponse): void {
    this.#last = response;
  }

  protected sayAgain(): void {
    if (this.#last !== undefined) this.ports.send(this.#last);
  }
}
