import { Dialog } from '../dialog/dialog.ts';
import { requiresOption } from '../dialog/option-tag.ts';
import { headerValue } from '../message/headers.ts';
import { reasonPhrase, responseTo } from '../message/response.ts';
import { userOfUri } from '../message/uri.ts';
import { answerTerms } from '../session-timer/session-terms.ts';
import { Timers } from '../transaction/timers.ts';
import { CallOutlet } from './call-outlet.ts';
import { inDialogAnswer } from './in-dialog-answer.ts';
import { refusalStatus } from './incoming-reinvite.ts';
import { ReliableProvisionals } from './reliable-provisionals.ts';
import { sdpOf, sdpParts } from './sdp-body.ts';
import { Session } from './session.ts';
import type { Header, SipRequest, SipResponse } from '../message/message.ts';
import type { ServerTransaction } from '../transaction/ports.ts';
import type { ReceivedRequest } from '../transaction/transaction-layer.ts';
import type { AgentContext, DialogUser } from './agent-context.ts';
import type { Call, CallEnd, CallListener, SdpAnswer } from './call.ts';
import type { Invite } from './incoming-reinvite.ts';

/** A call that comes in: RFC 3261 13.3 until the answer, a Session after it. */
export class IncomingCall implements Call, DialogUser {
  readonly direction = 'incoming';
  /** The caller's SDP; undefined when the INVITE left the offer to our answer. */
  readonly offer: string | undefined;
  readonly #context: AgentContext;
  readonly #invite: Invite;
  readonly #dialog: Dialog;
  readonly #outlet = new CallOutlet();
  readonly #timers: Timers;
  /** Where the caller wants our provisional responses acknowledged. */
  readonly #reliable: ReliableProvisionals | undefined;
  /** The answer to an offer that went out with one of them. */
  #earlyAnswer: string | undefined;
  #isAnswering = false;
  #session: Session | undefined;

  constructor(context: AgentContext, invite: Invite) {
    const { request, remote } = invite.received;
    this.#context = context;
    this.#invite = invite;
    this.#timers = new Timers(context.clock);
    this.offer = sdpOf(request);
    this.#dialog = Dialog.asCallee(request, { localTag: context.identity.newTag(), fallback: remote, contactUser: this.calledUser });
    this.#reliable = this.#reliableFor(request);
    context.register(this.#dialog.id, this);
    context.whenCancelled(invite.transaction, () => this.#respondEnd(487, { kind: 'cancelled' }));
    this.#timers.set('answer', context.limits.answerTimeoutMs, () => this.#respondEnd(480, { kind: 'no_answer' }));
  }

  get id(): string {
    return this.#dialog.id;
  }

  get callId(): string {
    return this.#dialog.callId;
  }

  get answered(): boolean {
    return this.#session !== undefined;
  }

  get ended(): Promise<CallEnd> {
    return this.#outlet.ended;
  }

  /** User part of From: the calling number. */
  get callerUser(): string | undefined {
    return userOfUri(this.#invite.received.essentials.from.uri);
  }

  /** User part of the request URI: the number dialled. */
  get calledUser(): string | undefined {
    return userOfUri(this.#invite.received.request.uri);
  }

  get remote(): { readonly host: string; readonly port: number } {
    return this.#invite.received.remote;
  }

  /** Who the caller proved to be, where it was asked for a password. */
  get username(): string | undefined {
    return this.#invite.received.username;
  }

  header(name: string): string | undefined {
    return headerValue(this.#invite.received.request, name);
  }

  listen(listener: CallListener): void {
    this.#outlet.listen(listener);
  }

  /** A 101-199; with `sdp` it opens early media. */
  ring(status = 180, sdp?: string): void {
    if (this.#isOver || this.#isAnswering || status <= 100 || status >= 200) return;
    const content = sdp === undefined ? { headers: [] } : sdpParts(sdp);
    const own = [this.#context.identity.contact(this.calledUser), ...content.headers];
    const send = (more: readonly Header[]) => this.#respond(status, { ...content, headers: [...own, ...more] });
    if (this.#reliable === undefined) send([]);
    else this.#reliable.send({ hasSdp: sdp !== undefined, send });
  }

  /** Our answer, or our offer when the INVITE had none. `onAnswered` follows with the ACK. */
  answer(sdp: string, headers: readonly Header[] = []): void {
    if (this.#isOver || this.#isAnswering) return;
    this.#isAnswering = true;
    if (this.#reliable === undefined) this.#answerNow(sdp, headers);
    else this.#reliable.beforeAnswer(() => this.#answerNow(sdp, headers));
  }

  #answerNow(sdp: string, headers: readonly Header[]): void {
    if (this.#isOver) return;
    this.#timers.clearAll();
    const { request } = this.#invite.received;
    const refresh = answerTerms(request, this.#context.limits);
    const session = new Session({
      context: this.#context, dialog: this.#dialog, outlet: this.#outlet, ownsCallId: false, localSdp: sdp, remoteSdp: this.offer ?? '',
      far: request, terms: refresh.kind === 'agreed' ? refresh.terms : undefined,
    });
    this.#session = session;
    // An offer that was answered with the PRACK must not go out again (RFC 3262 5).
    const content = this.#earlyAnswer === undefined ? sdp : undefined;
    session.answer(this.#invite, content, { onAck: (ack) => this.#acknowledged(session, ack), headers: [...refresh.headers, ...headers] });
  }

  refuse(status: number, reason: string = reasonPhrase(status), headers: readonly Header[] = []): void {
    const sent = refusalStatus(status);
    this.#respondEnd(sent, { kind: 'refused', status: sent, reason }, headers);
  }

  reinvite(sdp: string): Promise<SdpAnswer> {
    return this.#session?.reinvite(sdp) ?? Promise.resolve({ ok: false, status: 481, reason: 'Call not answered' });
  }

  cancel(): void {
    this.bye();
  }

  bye(reason?: string): void {
    if (this.#session !== undefined) this.#session.bye(reason);
    else this.#respondEnd(480, { kind: 'cancelled' });
  }

  /** Ends at once and silently: the user agent closes. */
  drop(end: CallEnd): void {
    this.#session?.drop(end);
    this.#finish(end);
  }

  receive(received: ReceivedRequest, transaction: ServerTransaction): void {
    if (received.request.method === 'PRACK' && this.#reliable !== undefined) this.#receivePrack(received, transaction);
    else if (this.#session !== undefined) this.#session.receive(received, transaction);
    else this.#receiveEarly(received, transaction);
  }

  receiveAck(received: ReceivedRequest): void {
    this.#session?.receiveAck(received);
  }

  get #isOver(): boolean {
    return this.#session !== undefined || this.#outlet.isEnded;
  }

  /** The caller may end an early dialog with BYE (RFC 3261 15.1); new media before the answer is out of turn. */
  #receiveEarly({ request, essentials }: ReceivedRequest, transaction: ServerTransaction): void {
    const refuse = (status: number) => transaction.respond(responseTo(request, { status }));
    if (!this.#dialog.acceptSequence(essentials.cseq.sequence)) refuse(500);
    else if (request.method === 'BYE') {
      refuse(200);
      this.#respondEnd(487, { kind: 'cancelled' });
    } else if (request.method === 'INVITE') refuse(491);
    else if (request.method === 'UPDATE') transaction.respond(this.#answerUpdate(request));
    else transaction.respond(inDialogAnswer(request, this.#context.identity));
  }

  /** With an offer it is out of turn: an answer of ours is still owed (RFC 3311 5.2). */
  #answerUpdate(request: SipRequest): SipResponse {
    if (request.body.length > 0) return responseTo(request, { status: 500, headers: [['Retry-After', '5']] });
    return responseTo(request, { status: 200, headers: [this.#context.identity.contact(this.calledUser)] });
  }

  #reliableFor(request: SipRequest): ReliableProvisionals | undefined {
    if (!requiresOption(request, '100rel')) return undefined;
    const { clock, random } = this.#context;
    return new ReliableProvisionals({
      clock, random, sequence: this.#invite.received.essentials.cseq.sequence,
      onTimeout: () => this.#respondEnd(504, { kind: 'protocol', detail: 'a provisional response was never acknowledged' }),
    });
  }

  /** New media in a PRACK are out of turn: the call is about to be answered. */
  #receivePrack({ request, essentials }: ReceivedRequest, transaction: ServerTransaction): void {
    const sdp = sdpOf(request);
    const respond = (status: number) => transaction.respond(responseTo(request, { status }));
    if (!this.#dialog.acceptSequence(essentials.cseq.sequence)) respond(500);
    else if (!this.#reliable?.awaits(request)) respond(481);
    else if (sdp !== undefined && this.offer !== undefined) respond(488);
    else {
      this.#earlyAnswer ??= sdp;
      respond(200);
      this.#reliable.acknowledged();
    }
  }

  #acknowledged(session: Session, ack: SipRequest): void {
    const sdp = this.offer ?? this.#earlyAnswer ?? sdpOf(ack);
    if (sdp === undefined) {
      session.end({ kind: 'protocol', detail: 'no SDP in INVITE nor ACK' });
      return;
    }
    session.adoptRemote(sdp);
    this.#outlet.answered(sdp);
  }

  #respondEnd(status: number, end: CallEnd, headers: readonly Header[] = []): void {
    if (this.#isOver) return;
    this.#respond(status, end.kind === 'refused' ? { headers, reason: end.reason } : { headers });
    this.#finish(end);
  }

  #respond(status: number, parts: { headers: readonly Header[]; reason?: string; body?: Uint8Array }): void {
    const { received, transaction } = this.#invite;
    transaction.respond(responseTo(received.request, { status, toTag: this.#dialog.localTag, ...parts }));
  }

  #finish(end: CallEnd): void {
    this.#timers.clearAll();
    this.#reliable?.stop();
    this.#context.unregister(this.#dialog.id);
    this.#outlet.end(end);
  }
}
