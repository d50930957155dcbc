import { headerList, headerValue } from '../message/headers.ts';
import { NO_BODY } from '../message/message.ts';
import { TIMER_A_MS, TIMER_B_MS, TIMER_D_MS, TIMER_M_MS } from './timer-values.ts';
import { Timers } from './timers.ts';
import type { Header, SipRequest, SipResponse } from '../message/message.ts';
import type { ClientHandlers, ClientTransaction, TransactionPorts } from './ports.ts';

type State = 'calling' | 'proceeding' | 'completed' | 'accepted' | 'terminated';

/** RFC 3261 17.1.1 with the Accepted state of RFC 6026. */
export class InviteClientTransaction implements ClientTransaction {
  readonly request: SipRequest;
  readonly #ports: TransactionPorts;
  readonly #user: ClientHandlers;
  readonly #timers: Timers;
  #state: State = 'calling';

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
    this.#timers.repeat('A', { firstMs: TIMER_A_MS, capMs: Infinity }, () => this.#ports.send(this.request));
    this.#timers.set('B', TIMER_B_MS, () => this.#timeOut());
    this.#ports.send(this.request);
  }

  receive(response: SipResponse): void {
    if (this.#state === 'calling' || this.#state === 'proceeding') this.#receiveFirst(response);
    else if (this.#state === 'accepted' && isSuccess(response)) this.#user.onResponse(response);
    else if (this.#state === 'completed' && response.status >= 300) this.#ports.send(refusalAck(this.request, response));
  }

  fail(detail: string): void {
    if (this.#state !== 'calling') return;
    this.terminate();
    this.#user.onTransportError(detail);
  }

  stopRetransmitting(): void {
    this.#timers.clear('A');
  }

  expireAfter(delayMs: number): void {
    if (this.#state === 'calling' || this.#state === 'proceeding') this.#timers.set('expiry', delayMs, () => this.terminate());
  }

  terminate(): void {
    if (this.#state === 'terminated') return;
    this.#state = 'terminated';
    this.#timers.clearAll();
    this.#ports.terminated();
  }

  #receiveFirst(response: SipResponse): void {
    this.#timers.clear('A');
    this.#timers.clear('B');
    if (response.status < 200) this.#state = 'proceeding';
    else if (isSuccess(response)) this.#linger('accepted', 'M', TIMER_M_MS);
    else {
      this.#ports.send(refusalAck(this.request, response));
      this.#linger('completed', 'D', TIMER_D_MS);
    }
    this.#user.onResponse(response);
  }

  #linger(state: State, timer: string, delayMs: number): void {
    this.#state = state;
    this.#timers.clearAll();
    this.#timers.set(timer, delayMs, () => this.terminate());
  }

  #timeOut(): void {
    this.terminate();
    this.#user.onTimeout();
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
