import { Dialog } from '../dialog/dialog.ts';
import { cseqOf, tagOf, toOf } from '../message/headers.ts';
import { agreedTerms, askedTerms, wantedByRefusal } from '../session-timer/session-terms.ts';
import { T1_MS } from '../transaction/timer-values.ts';
import { Timers } from '../transaction/timers.ts';
import { CallOutlet } from './call-outlet.ts';
import { cancelFor } from './cancel-request.ts';
import { EarlyDialogs } from './early-dialogs.ts';
import { FORKS_MAX, INVITES_MAX } from './limits.ts';
import { inviteRequest } from './invite-request.ts';
import { redirectTarget } from './redirect-target.ts';
import { refusalOf } from './refusal.ts';
import { sdpOf, sdpParts } from './sdp-body.ts';
import { Session } from './session.ts';
import type { DialogOptions, OutgoingRequest } from '../dialog/dialog.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { ClientTransaction } from '../transaction/ports.ts';
import type { Remote } from '../transport/transport.ts';
import type { AgentContext } from './agent-context.ts';
import type { Call, CallEnd, CallListener, SdpAnswer } from './call.ts';
import type { InviteDraft, InviteOptions, RedirectPolicy } from './invite-request.ts';

const NO_REDIRECTS: RedirectPolicy = { hosts: [], max: 0 };
const IGNORED = { onResponse: () => undefined, onTimeout: () => undefined, onTransportError: () => undefined };

interface AgreedMedia {
  readonly remote: string | undefined;
  readonly local: string | undefined;
  /** Ours to an offer that came with the 2xx. */
  readonly answer: string | undefined;
}

/** A call that we place: RFC 3261 13.2 until the answer, a Session after it. */
export class OutgoingCall implements Call {
  readonly direction = 'outgoing';
  readonly callId: string;
  readonly #context: AgentContext;
  readonly #options: InviteOptions;
  #draft: InviteDraft;
  #invite: SipRequest;
  #remote: Remote;
  readonly #outlet = new CallOutlet();
  readonly #timers: Timers;
  /** The ACK sent to each answering branch, to be sent again with every copy of its 2xx. */
  readonly #acks = new Map<string, OutgoingRequest>();
  readonly #early: EarlyDialogs;
  #redirects = 0;
  #minSessionSeconds = 0;
  #transaction: ClientTransaction | undefined;
  #session: Session | undefined;
  #proceeding = false;
  #cancelSent = false;
  /** How the call will have ended once the far end has taken our CANCEL. */
  #intent: CallEnd | undefined;

  constructor(context: AgentContext, options: InviteOptions) {
    this.#context = context;
    this.#options = options;
    this.#timers = new Timers(context.clock);
    this.callId = context.identity.newCallId();
    this.#draft = {
      callId: this.callId, fromTag: context.identity.newTag(), sequence: 1, target: options.target, headers: askedTerms(context.limits, 0),
    };
    this.#invite = inviteRequest(options, this.#draft, context.identity);
    this.#remote = options.nextHop ?? { host: options.target.host, port: options.target.port };
    this.#early = new EarlyDialogs({
      context,
      localSdp: options.offer,
      answer: (offer) => options.answerOffer?.(offer),
      reoffer: (sdp, respond) => this.#outlet.reoffer(sdp, respond),
      onBye: () => this.#cancelAs({ kind: 'remote_bye' }),
    });
    if (options.listener !== undefined) this.#outlet.listen(options.listener);
  }

  get id(): string {
    return this.callId;
  }

  get answered(): boolean {
    return this.#session !== undefined;
  }

  get ended(): Promise<CallEnd> {
    return this.#outlet.ended;
  }

  start(): void {
    const { inviteTimeoutMs, otherHops = [], onHop } = this.#options;
    const hops = this.#redirects > 0 ? [this.#remote] : [this.#remote, ...otherHops];
    this.#timers.set('invite', inviteTimeoutMs * hops.length, () => this.#giveUp({ kind: 'timeout' }));
    const destination = { hops, hopTimeoutMs: inviteTimeoutMs, ...(onHop && { onHop }) };
    this.#transaction = this.#context.transactions.request(this.#invite, destination, {
      onResponse: (response) => this.#receive(response),
      onTimeout: () => this.#end({ kind: 'timeout' }),
      onTransportError: (detail) => this.#end({ kind: 'transport', detail }),
    });
    if (this.#transaction === undefined) this.fail('no transaction: too many, or a value that cannot be sent');
  }

  /** Nothing can be sent. Told after `invite` has returned, as every other end is. */
  fail(detail: string): void {
    this.#timers.set('fail', 0, () => this.#end({ kind: 'transport', detail }));
  }

  listen(listener: CallListener): void {
    this.#outlet.listen(listener);
  }

  reinvite(sdp: string): Promise<SdpAnswer> {
    return this.#session?.reinvite(sdp) ?? Promise.resolve({ ok: false, status: 481, reason: 'Call not answered' });
  }

  cancel(): void {
    if (this.#session !== undefined) this.#session.bye();
    else this.#cancelAs({ kind: 'cancelled' });
  }

  bye(reason?: string): void {
    if (this.#session !== undefined) this.#session.bye(reason);
    else this.#cancelAs({ kind: 'cancelled' });
  }

  drop(end: CallEnd): void {
    this.#session?.drop(end);
    this.#end(end);
  }

  /** As it went out last: a challenge on the way gave it another branch and number. */
  get #sentInvite(): SipRequest {
    return this.#transaction?.request ?? this.#invite;
  }

  #receive(response: SipResponse): void {
    if (response.status < 200) this.#receiveProvisional(response);
    else if (response.status < 300) this.#receiveAnswer(response);
    else if (!this.#retry(response)) this.#end(refusalOf(response));
  }

  /** A refusal that asks for another INVITE, in the same call and with the next number (RFC 3261 8.1.3.5). */
  #retry(response: SipResponse): boolean {
    if (this.#intent !== undefined || this.#outlet.isEnded) return false;
    if (response.status === 422) return this.#retryLonger(response);
    return response.status < 400 && this.#follow(response);
  }

  /** RFC 4028 7.3: every proxy on the way may raise the interval once. */
  #retryLonger(response: SipResponse): boolean {
    const wanted = wantedByRefusal(response);
    if (wanted === undefined || wanted <= this.#minSessionSeconds || this.#draft.sequence >= INVITES_MAX) return false;
    this.#minSessionSeconds = wanted;
    this.#sendAgain({ headers: askedTerms(this.#context.limits, wanted) });
    return true;
  }

  #follow(response: SipResponse): boolean {
    const { hosts, max } = this.#options.redirects ?? NO_REDIRECTS;
    const target = redirectTarget(response, hosts);
    if (target === undefined || this.#redirects >= max || this.#draft.sequence >= INVITES_MAX) return false;
    this.#redirects++;
    this.#remote = { host: target.host, port: target.port };
    this.#sendAgain({ target });
    return true;
  }

  #sendAgain(change: Partial<InviteDraft>): void {
    this.#draft = { ...this.#draft, ...change, sequence: (cseqOf(this.#sentInvite)?.sequence ?? this.#draft.sequence) + 1 };
    this.#invite = inviteRequest(this.#options, this.#draft, this.#context.identity);
    this.#proceeding = false;
    this.#early.clear();
    this.#timers.clearAll();
    this.start();
  }

  #receiveProvisional(response: SipResponse): void {
    if (!this.#proceeding) this.#startRinging();
    if (response.status > 100 && !this.#early.take(this.#sentInvite, response, this.#dialogOptions)) return;
    if (response.status > 100 && this.#intent === undefined) this.#outlet.provisional(response.status, response.reason, sdpOf(response));
  }

  /** A CANCEL may only follow a provisional response (RFC 3261 9.1), also that of a call already given up. */
  #startRinging(): void {
    this.#proceeding = true;
    this.#timers.clear('invite');
    if (this.#outlet.isEnded || this.#intent !== undefined) this.#sendCancel();
    else this.#timers.set('ring', this.#options.ringTimeoutMs, () => this.#cancelAs({ kind: 'no_answer' }));
  }

  #cancelAs(end: CallEnd): void {
    if (this.#intent !== undefined || this.#outlet.isEnded) return;
    this.#intent = end;
    this.#transaction?.stopRetransmitting();
    if (this.#proceeding) this.#sendCancel();
  }

  #sendCancel(): void {
    if (this.#cancelSent) return;
    this.#cancelSent = true;
    this.#timers.clear('ring');
    // RFC 3261 9.1: no final response by then means there will be none; the transaction alone would wait for ever.
    this.#transaction?.expireAfter(64 * T1_MS);
    if (!this.#outlet.isEnded) this.#timers.set('cancel', 64 * T1_MS, () => this.#end({ kind: 'timeout' }));
    this.#context.transactions.request(cancelFor(this.#sentInvite), this.#remote, IGNORED);
  }

  #giveUp(end: CallEnd): void {
    this.#transaction?.stopRetransmitting();
    this.#end(end);
  }

  /** The first branch to answer has the call; any other, or one that answers too late, gets an ACK and a BYE. */
  #receiveAnswer(response: SipResponse): void {
    const tag = tagOf(toOf(response)) ?? '';
    const known = this.#acks.get(tag);
    if (known !== undefined) {
      this.#context.transactions.send(known.request, known.remote);
      return;
    }
    if (this.#acks.size >= FORKS_MAX) return;
    const media = this.#mediaOf(response);
    const dialog = this.#dialogOf(response);
    this.#acknowledge({ tag, dialog, response }, media.answer);
    if (this.#session !== undefined || this.#outlet.isEnded || this.#intent !== undefined) this.#hangUp(dialog);
    else this.#establish(dialog, response, media);
  }

  get #dialogOptions(): DialogOptions {
    return { fallback: this.#remote, contactUser: this.#options.from.user };
  }

  #dialogOf(response: SipResponse): Dialog {
    const early = this.#early.of(response)?.dialog;
    if (early === undefined) return Dialog.asCaller(this.#sentInvite, response, this.#dialogOptions);
    early.confirm(response);
    return early;
  }

  /** Some answer early and leave the description out of their 2xx; to an offer of theirs in it the ACK has the answer. */
  #mediaOf(response: SipResponse): AgreedMedia {
    const early = this.#early.of(response);
    const remote = sdpOf(response) ?? early?.remoteSdp;
    const local = this.#options.offer ?? early?.localSdp;
    if (local !== undefined || remote === undefined) return { remote, local: early?.localSdp ?? local, answer: undefined };
    const answer = this.#options.answerOffer?.(remote);
    return { remote, local: answer, answer };
  }

  #acknowledge({ tag, dialog, response }: { tag: string; dialog: Dialog; response: SipResponse }, answer: string | undefined): void {
    const ack = dialog.ack(cseqOf(response)?.sequence ?? 0, this.#context.identity, answer === undefined ? {} : sdpParts(answer));
    this.#acks.set(tag, ack);
    this.#context.transactions.send(ack.request, ack.remote);
  }

  #hangUp(dialog: Dialog): void {
    const bye = dialog.request('BYE', this.#context.identity);
    this.#context.transactions.request(bye.request, bye.remote, IGNORED);
    if (this.#session === undefined) this.#end({ kind: 'cancelled' });
  }

  #establish(dialog: Dialog, response: SipResponse, { local, remote }: AgreedMedia): void {
    this.#timers.clearAll();
    this.#early.clear();
    const session = new Session({
      context: this.#context, dialog, outlet: this.#outlet, ownsCallId: true, localSdp: local ?? '', remoteSdp: remote ?? '',
      far: response, terms: agreedTerms(response),
    });
    this.#session = session;
    this.#context.register(dialog.id, session);
    if (remote === undefined) session.end({ kind: 'protocol', detail: 'answer without SDP' });
    else if (local === undefined) session.end({ kind: 'protocol', detail: 'no answer to the offer of the far end' });
    else this.#outlet.answered(remote);
  }

  #end(end: CallEnd): void {
    this.#timers.clearAll();
    this.#early.clear();
    this.#outlet.end(this.#intent ?? end);
  }
}
