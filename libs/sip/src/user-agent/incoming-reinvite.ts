import { responseTo } from '../message/response.ts';
import { randomBelow } from '../random.ts';
import { Timers } from '../transaction/timers.ts';
import { SDP_TYPE, hasForeignBody, isSameMedia, sdpOf } from './sdp-body.ts';
import type { Header } from '../message/message.ts';
import type { ServerTransaction } from '../transaction/ports.ts';
import type { ReceivedRequest } from '../transaction/transaction-layer.ts';
import type { AgentContext } from './agent-context.ts';
import type { SdpAnswer } from './call.ts';

export interface IncomingReinviteOptions {
  readonly context: AgentContext;
  /** Our own INVITE is out, or a 2xx of ours waits for its ACK. */
  isBusy(): boolean;
  localSdp(): string;
  remoteSdp(): string;
  /** False when nobody listens for offers. */
  offer(sdp: string, respond: (answer: SdpAnswer) => void): boolean;
  /** Sends the 2xx, and to an INVITE waits for its ACK; `offered` is undefined when the INVITE had no SDP. */
  accept(invite: Invite, sdp: string, offered: string | undefined): void;
  /** An offer was refused: ours may go. */
  onFree(): void;
}

export interface Invite {
  readonly received: ReceivedRequest;
  readonly transaction: ServerTransaction;
}

/** The far end's offers: re-INVITE (RFC 3261 14.2), UPDATE with SDP (RFC 3311 5.2). */
export class IncomingReinvite {
  readonly #options: IncomingReinviteOptions;
  readonly #timers: Timers;
  #pending: Invite | undefined;

  constructor(options: IncomingReinviteOptions) {
    this.#options = options;
    this.#timers = new Timers(options.context.clock);
  }

  get pending(): boolean {
    return this.#pending !== undefined;
  }

  receive(invite: Invite): void {
    const { request } = invite.received;
    if (this.#pending !== undefined) this.#refuse(invite, 500, [['Retry-After', String(randomBelow(this.#options.context.random, 11))]]);
    else if (this.#options.isBusy()) this.#refuse(invite, 491);
    else if (hasForeignBody(request)) this.#refuse(invite, 415, [['Accept', SDP_TYPE]]);
    else this.#consider(invite, sdpOf(request));
  }

  /** The call ends, or the far end took the offer back. */
  abandon(): void {
    const pending = this.#take();
    if (pending !== undefined) this.#refuse(pending, 487);
  }

  #consider(invite: Invite, offered: string | undefined): void {
    // A refresh repeats what is in force and must not disturb the media (RFC 4028; FreeSWITCH lost long faxes to this).
    if (offered === undefined || isSameMedia(offered, this.#options.remoteSdp())) {
      this.#options.accept(invite, this.#options.localSdp(), offered);
      return;
    }
    this.#pending = invite;
    const { context } = this.#options;
    this.#timers.set('reoffer', context.limits.reofferTimeoutMs, () => this.#answer(invite, NOT_ACCEPTABLE));
    if (invite.received.request.method === 'INVITE') {
      context.whenCancelled(invite.transaction, () => this.#withdraw(invite));
      invite.transaction.respond(responseTo(invite.received.request, { status: 100 }));
    }
    if (!this.#options.offer(offered, (answer) => this.#answer(invite, answer))) this.#answer(invite, NOT_ACCEPTABLE);
  }

  #withdraw(invite: Invite): void {
    if (this.#pending !== invite) return;
    this.abandon();
    this.#options.onFree();
  }

  #answer(invite: Invite, answer: SdpAnswer): void {
    if (this.#pending !== invite) return;
    this.#take();
    if (answer.ok) {
      this.#options.accept(invite, answer.sdp, sdpOf(invite.received.request));
      return;
    }
    invite.transaction.respond(responseTo(invite.received.request, { status: refusalStatus(answer.status), reason: answer.reason }));
    this.#options.onFree();
  }

  #take(): Invite | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    this.#timers.clearAll();
    return pending;
  }

  #refuse({ received, transaction }: Invite, status: number, headers: readonly Header[] = []): void {
    transaction.respond(responseTo(received.request, { status, headers }));
  }
}

const NOT_ACCEPTABLE: SdpAnswer = { ok: false, status: 488, reason: 'Not Acceptable Here' };

/** A refusal must be one on the wire whatever number was asked for. */
export function refusalStatus(status: number): number {
  return Number.isInteger(status) && status >= 300 && status <= 699 ? status : 500;
}
