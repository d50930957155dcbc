import { headerValue } from '../message/headers.ts';
import { responseTo } from '../message/response.ts';
import { AckWait } from './ack-wait.ts';
import { IncomingReinvite } from './incoming-reinvite.ts';
import { refuseMethod } from './method-refusal.ts';
import { OutgoingReinvite } from './outgoing-reinvite.ts';
import { SDP_TYPE, isSameMedia, sdpParts } from './sdp-body.ts';
import type { Dialog } from '../dialog/dialog.ts';
import type { Header, SipRequest } from '../message/message.ts';
import type { ServerTransaction } from '../transaction/ports.ts';
import type { ReceivedRequest } from '../transaction/transaction-layer.ts';
import type { AgentContext, DialogUser } from './agent-context.ts';
import type { CallOutlet } from './call-outlet.ts';
import type { CallEnd, SdpAnswer } from './call.ts';
import type { Invite } from './incoming-reinvite.ts';

export interface SessionOptions {
  readonly context: AgentContext;
  readonly dialog: Dialog;
  readonly outlet: CallOutlet;
  readonly ownsCallId: boolean;
  readonly localSdp: string;
  readonly remoteSdp: string;
}

interface AnswerOptions {
  readonly onAck: (ack: SipRequest) => void;
  readonly headers?: readonly Header[];
}

/** An answered call: media changes in both directions and its end. */
export class Session implements DialogUser {
  readonly #options: SessionOptions;
  readonly #acks: AckWait;
  readonly #outgoing: OutgoingReinvite;
  readonly #incoming: IncomingReinvite;
  #localSdp: string;
  #remoteSdp: string;
  #state: 'up' | 'ending' | 'ended' = 'up';
  #byeAfterAck: { end: CallEnd; reason: string | undefined } | undefined;

  constructor(options: SessionOptions) {
    const { context, dialog, outlet, ownsCallId } = options;
    this.#options = options;
    this.#localSdp = options.localSdp;
    this.#remoteSdp = options.remoteSdp;
    this.#acks = new AckWait(context.clock);
    this.#outgoing = new OutgoingReinvite({
      context, dialog, ownsCallId,
      isFree: () => !this.#acks.waiting && !this.#incoming.pending,
      onAgreed: (local, remote) => this.#agree(local, remote),
      onFatal: (end) => this.end(end),
    });
    this.#incoming = new IncomingReinvite({
      context,
      isBusy: () => this.#outgoing.sent || this.#acks.waiting,
      localSdp: () => this.#localSdp,
      remoteSdp: () => this.#remoteSdp,
      offer: (sdp, respond) => outlet.reoffer(sdp, respond),
      accept: (invite, sdp, offered) => this.#accept(invite, sdp, offered),
      onFree: () => this.#outgoing.proceed(),
    });
  }

  reinvite(sdp: string): Promise<SdpAnswer> {
    if (this.#state !== 'up' || this.#byeAfterAck !== undefined) return Promise.resolve({ ok: false, status: 481, reason: 'Call ended' });
    return this.#outgoing.offer(sdp);
  }

  bye(reason?: string): void {
    this.end({ kind: 'local_bye' }, reason);
  }

  /** Ends with a BYE; one that must wait for the ACK of our 2xx (RFC 3261 15) goes after it, or after 64*T1. */
  end(end: CallEnd, reason?: string): void {
    if (this.#state !== 'up' || this.#byeAfterAck !== undefined) return;
    if (this.#acks.waiting) this.#byeAfterAck = { end, reason };
    else this.#sendBye(end, reason);
  }

  /** Ends at once and silently: the user agent closes. */
  drop(end: CallEnd): void {
    this.#finish(end);
  }

  receive(received: ReceivedRequest, transaction: ServerTransaction): void {
    const { request, essentials } = received;
    const { context, dialog } = this.#options;
    if (!dialog.acceptSequence(essentials.cseq.sequence)) transaction.respond(responseTo(request, { status: 500 }));
    else if (request.method === 'BYE') this.#receiveBye(request, transaction);
    else if (request.method === 'INVITE' && this.#state === 'up') this.#incoming.receive({ received, transaction });
    else if (request.method === 'INVITE') transaction.respond(responseTo(request, { status: 481 }));
    else if (request.method === 'OPTIONS') transaction.respond(responseTo(request, { status: 200, headers: context.identity.capabilities() }));
    else transaction.respond(refuseMethod(request));
  }

  receiveAck({ request, essentials }: ReceivedRequest): void {
    this.#acks.receive(request, essentials.cseq.sequence);
  }

  /** Sends a 2xx to an INVITE until it is acknowledged. */
  answer({ received, transaction }: Invite, sdp: string, { onAck, headers = [] }: AnswerOptions): void {
    const { context, dialog } = this.#options;
    const content = sdpParts(sdp);
    const own = [context.identity.contact(dialog.contactUser), ...context.identity.capabilities()];
    const response = responseTo(received.request, {
      status: 200, toTag: dialog.localTag, headers: [...own, ...headers, ...content.headers, ['Accept', SDP_TYPE]], body: content.body,
    });
    this.#acks.start({
      sequence: received.essentials.cseq.sequence,
      send: () => transaction.respond(response),
      onAck: (ack) => this.#acknowledged(ack, onAck),
      onTimeout: () => this.#unacknowledged(),
    });
  }

  #accept(invite: Invite, sdp: string, offered: string | undefined): void {
    const changed = offered !== undefined && !isSameMedia(offered, this.#remoteSdp);
    this.#agree(sdp, offered ?? this.#remoteSdp);
    this.#options.dialog.refreshTarget(invite.received.request);
    if (changed) this.#outgoing.supersede();
    this.answer(invite, sdp, { onAck: () => undefined });
  }

  #agree(localSdp: string, remoteSdp: string): void {
    this.#localSdp = localSdp;
    this.#remoteSdp = remoteSdp;
  }

  /** The answer to our offer in a 2xx comes with the ACK. */
  adoptRemote(sdp: string): void {
    this.#remoteSdp = sdp;
  }

  #acknowledged(ack: SipRequest, onAck: (ack: SipRequest) => void): void {
    const wanted = this.#byeAfterAck;
    if (wanted !== undefined) {
      this.#sendBye(wanted.end, wanted.reason);
      return;
    }
    onAck(ack);
    this.#outgoing.proceed();
  }

  #unacknowledged(): void {
    const wanted = this.#byeAfterAck ?? { end: { kind: 'protocol', detail: 'answer was never acknowledged' }, reason: undefined };
    this.#sendBye(wanted.end, wanted.reason);
  }

  #receiveBye(request: SipRequest, transaction: ServerTransaction): void {
    transaction.respond(responseTo(request, { status: 200 }));
    if (this.#state !== 'up') return;
    const reason = headerValue(request, 'Reason');
    this.#finish(this.#byeAfterAck?.end ?? { kind: 'remote_bye', ...(reason !== undefined && { reason }) });
  }

  #sendBye(end: CallEnd, reason: string | undefined): void {
    this.#state = 'ending';
    this.#release();
    const { context, dialog } = this.#options;
    const headers: Header[] = reason === undefined ? [] : [['Reason', reason]];
    const bye = dialog.request('BYE', context.identity, { headers });
    const done = () => this.#finish(end);
    const transaction = context.transactions.request(bye.request, bye.remote, {
      onResponse: ({ status }) => status >= 200 && done(),
      onTimeout: done,
      onTransportError: done,
    });
    if (transaction === undefined) done();
  }

  #finish(end: CallEnd): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#release();
    this.#options.context.unregister(this.#options.dialog.id);
    this.#options.outlet.end(end);
  }

  #release(): void {
    this.#acks.stop();
    this.#outgoing.abandon();
    this.#incoming.abandon();
  }
}
