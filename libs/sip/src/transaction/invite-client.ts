import { headerList, headerValue } from '../message/headers.ts';
import { NO_BODY } from '../message/message.ts';
import { RequestMachine } from './client-machine.ts';
import { TIMER_A_MS, TIMER_B_MS, TIMER_D_MS, TIMER_M_MS } from './timer-values.ts';
import type { Header, SipRequest, SipResponse } from '../message/message.ts';

/** RFC 3261 17.1.1 with the Accepted state of RFC 6026. */
export class InviteClientTransaction extends RequestMachine {
  protected readonly limitMs = TIMER_B_MS;
  protected readonly pace = { firstMs: TIMER_A_MS, capMs: Infinity };

  receive(response: SipResponse): void {
    if (this.waits) this.#receiveFirst(response);
    else if (this.state === 'accepted' && isSuccess(response)) this.user.onResponse(response);
    else if (this.state === 'completed' && response.status >= 300) this.ports.send(refusalAck(this.request, response));
  }

  #receiveFirst(response: SipResponse): void {
    this.timers.clear('repeat');
    this.timers.clear('giveUp');
    if (response.status < 200) this.enter('proceeding');
    else this.#complete(response);
    this.user.onResponse(response);
  }

  #complete(response: SipResponse): void {
    this.timers.clearAll();
    // Timer M runs on streams, too: another branch of a fork may answer.
    if (isSuccess(response)) this.linger('accepted', TIMER_M_MS);
    else {
      this.ports.send(refusalAck(this.request, response));
      this.linger('completed', this.afterCopies(TIMER_D_MS));
    }
  }
}

function isSuccess({ status }: SipResponse): boolean {
  return status >= 200 && status < 300;
}

/** RFC 3261 17.1.1.3: the ACK of a refusal is part of the transaction: same branch, the response's To. */
function refusalAck(invite: SipRequest, response: SipResponse): SipRequest {
  const routes = headerList(invite, 'Route').map((value): Header => ['Route', value]);
  const sequence = (headerValue(invite, 'CSeq') ?? '').split(' ', 1)[0] ?? '';
  const headers: Header[] = [
    ['Via', headerList(invite, 'Via')[0] ?? ''],
    ...routes,
    ['Max-Forwards', '70'],
    ['From', headerValue(invite, 'From') ?? ''],
    ['To', headerValue(response, 'To') ?? ''],
    ['Call-ID', headerValue(invite, 'Call-ID') ?? ''],
    ['CSeq', `${sequence} ACK`],
  ];
  return { kind: 'request', method: 'ACK', uri: invite.uri, headers, body: NO_BODY };
}
