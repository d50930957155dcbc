import { headerValue } from '../message/headers.ts';
import { responseTo } from '../message/response.ts';
import { AckWait } from './ack-wait.ts';
import { inDialogAnswer } from './in-dialog-answer.ts';
import { IncomingReinvite } from './incoming-reinvite.ts';
import { OutgoingReinvite } from './outgoing-reinvite.ts';
import { SDP_TYPE, isSameMedia, sdpOf, sdpParts } from './sdp-body.ts';
import { SessionRefresh } from './session-refresh.ts';
import type { Dialog } from '../dialog/dialog.ts';
import type { Header, SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import type { SessionTerms } from '../session-timer/session-terms.ts';
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
  /** The far end's INVITE or 2xx: it says what the far end can do. */
  readonly far: SipMessage;
  /** What the INVITE and its 2xx agreed about refreshing the call. */
  readonly terms: SessionTerms | undefined;
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
  readonly #refresh: SessionRefresh;
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
    this.#refresh = new SessionRefresh({
      context, dialog,
      reinvite: () => this.#outgoing.refresh(this.#localSdp),
      onFatal: (end) => this.end(end),
    });
    this.#outgoing = this.#outgoingReinvites(ownsCallId);
    this.#incoming = new IncomingReinvite({
      context,
      isBusy: () => this.#outgoing.sent || this.#acks.waiting,
      localSdp: () => this.#localSdp,
      remoteSdp: () => this.#remoteSdp,
      offer: (sdp, respond) => outlet.reoffer(sdp, respond),
      accept: (invite, sdp, offered) => this.#accept(invite, sdp, offered),
      onFree: () => this.#outgoing.proceed(),
    });
    this.#refresh.learn(options.far);
    this.#refresh.settle(options.terms);
  }

  #outgoingReinvites(ownsCallId: boolean): OutgoingReinvite {
    const { context, dialog } = this.#options;
    return new OutgoingReinvite({
      context, dialog, ownsCallId,
      isFree: () => !this.#acks.waiting && !this.#incoming.pending,
      headers: () => this.#refresh.requestHeaders(),
      onTooShort: (response) => this.#refresh.tooShort(response),
      onAccepted: (response) => this.#refresh.agreed(response),
      onAgreed: (local, remote) => this.#agree(local, remote),
      onRefreshed: (remote) => this.#adoptAnswer(remote),
      onFatal: (end) => this.end(end),
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
    else if (request.method === 'INVITE' || request.method === 'UPDATE') this.#receiveOffer({ received, transaction });
    else transaction.respond(inDialogAnswer(request, context.identity));
  }

  /** What may change the media or refresh the session. */
  #receiveOffer(invite: Invite): void {
    const { transaction, received: { request } } = invite;
    const terms = this.#refresh.answer(request);
    if (this.#state !== 'up') transaction.respond(responseTo(request, { status: 481 }));
    else if (terms.kind === 'too_short') transaction.respond(responseTo(request, { status: 422, headers: terms.headers }));
    else if (request.method === 'UPDATE' && request.body.length === 0) this.#acceptUpdate(invite, undefined);
    else this.#incoming.receive(invite);
  }

  receiveAck({ request, essentials }: ReceivedRequest): void {
    this.#acks.receive(request, essentials.cseq.sequence);
  }

  /** Sends a 2xx to an INVITE until it is acknowledged. */
  answer({ received, transaction }: Invite, sdp: string | undefined, { onAck, headers = [] }: AnswerOptions): void {
    const response = this.#success(received.request, sdp, headers);
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
    if (invite.received.request.method === 'UPDATE') this.#acceptUpdate(invite, sdp);
    else this.answer(invite, sdp, { onAck: (ack) => this.#adoptAnswer(offered === undefined ? sdpOf(ack) : undefined), headers: this.#settleTerms(invite) });
  }

  /** Without SDP it only refreshes the session (RFC 3311), and may move the target. */
  #acceptUpdate(invite: Invite, sdp: string | undefined): void {
    const { received: { request }, transaction } = invite;
    this.#options.dialog.refreshTarget(request);
    transaction.respond(this.#success(request, sdp, this.#settleTerms(invite)));
    this.#outgoing.proceed();
  }

  #settleTerms({ received: { request } }: Invite): readonly Header[] {
    const answer = this.#refresh.answer(request);
    this.#refresh.learn(request);
    if (answer.kind === 'agreed') this.#refresh.settle(answer.terms);
    return answer.headers;
  }

  #success(request: SipRequest, sdp: string | undefined, headers: readonly Header[]): SipResponse {
    const { context, dialog } = this.#options;
    const own = [context.identity.contact(dialog.contactUser), ...context.identity.capabilities(), ...headers];
    const content = sdp === undefined ? { headers: [] } : sdpParts(sdp);
    const more: Header[] = [...own, ...content.headers, ['Accept', SDP_TYPE]];
    return responseTo(request, { status: 200, toTag: dialog.localTag, ...content, headers: more });
  }

  #agree(localSdp: string, remoteSdp: string): void {
    this.#localSdp = localSdp;
    this.#remoteSdp = remoteSdp;
  }

  /** The answer to what we repeated should be what it was; one that differs is told. */
  #adoptAnswer(sdp: string | undefined): void {
    if (sdp === undefined || isSameMedia(sdp, this.#remoteSdp)) return;
    this.#remoteSdp = sdp;
    this.#options.outlet.remoteChanged(sdp);
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
    this.#refresh.stop();
    this.#outgoing.abandon();
    this.#incoming.abandon();
  }
}
