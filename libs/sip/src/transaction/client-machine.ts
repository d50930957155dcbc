import { StateMachine } from './state-machine.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { ClientHandlers, ClientMachine, TransactionPorts } from './ports.ts';

type ClientState = 'calling' | 'proceeding' | 'completed' | 'accepted';

/** What INVITE and other requests have in common on the side that sends them: repeats, and giving up. */
export abstract class RequestMachine extends StateMachine<ClientState> implements ClientMachine {
  protected readonly user: ClientHandlers;

  constructor(request: SipRequest, ports: TransactionPorts, user: ClientHandlers) {
    super(request, ports, 'calling');
    this.user = user;
  }

  abstract receive(response: SipResponse): void;

  start(): void {
    this.timers.set('giveUp', this.limitMs, () => this.#timeOut());
    this.#send();
  }

  fail(detail: string): void {
    if (this.state !== 'calling') return;
    this.terminate();
    this.user.onTransportError(detail);
  }

  stopRetransmitting(): void {
    this.timers.clear('repeat');
  }

  expireAfter(delayMs: number): void {
    if (this.waits) this.timers.set('expiry', delayMs, () => this.terminate());
  }

  /** Timer B or F. */
  protected abstract readonly limitMs: number;
  /** First and longest time between two copies. */
  protected abstract readonly pace: { readonly firstMs: number; readonly capMs: number };

  /** No final response came yet. */
  protected get waits(): boolean {
    return this.state === 'calling' || this.state === 'proceeding';
  }

  protected repeatFrom(firstMs: number): void {
    this.repeat({ firstMs, capMs: this.pace.capMs }, () => this.ports.send(this.request));
  }

  #send(): void {
    this.repeatFrom(this.pace.firstMs);
    this.ports.send(this.request);
  }

  #timeOut(): void {
    this.terminate();
    this.user.onTimeout();
  }
}
