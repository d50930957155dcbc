import { T1_MS } from '../transaction/timer-values.ts';
import { Timers } from '../transaction/timers.ts';
import { cseqOf } from '../message/headers.ts';
import { randomBelow } from '../random.ts';
import { cancelFor } from './cancel-request.ts';
import { GLARE_ATTEMPTS_MAX } from './limits.ts';
import { sdpOf, sdpParts } from './sdp-body.ts';
import type { Dialog, OutgoingRequest } from '../dialog/dialog.ts';
import type { Header, SipRequest, SipResponse } from '../message/message.ts';
import type { ClientTransaction } from '../transaction/ports.ts';
import type { AgentContext } from './agent-context.ts';
import type { CallEnd, SdpAnswer } from './call.ts';

export interface OutgoingReinviteOptions {
  readonly context: AgentContext;
  readonly dialog: Dialog;
  /** The side that made the Call-ID waits longer after a glare (RFC 3261 14.1). */
  readonly ownsCallId: boolean;
  /** False while an INVITE of the far end is being answered or waits for its ACK. */
  isFree(): boolean;
  /** The Session-Expires of the moment. */
  headers(): readonly Header[];
  /** A 422: true where the interval was raised and the request may go again. */
  onTooShort(response: SipResponse): boolean;
  onAccepted(response: SipResponse): void;
  onAgreed(localSdp: string, remoteSdp: string): void;
  /** The answer to a description that was only repeated. */
  onRefreshed(remoteSdp: string | undefined): void;
  /** The far end does not know the call any more, or does not speak. */
  onFatal(end: CallEnd): void;
}

interface Pending {
  readonly sdp: string;
  /** A refresh repeats what is in force: nobody waits for it, and an offer takes its place. */
  readonly isRefresh: boolean;
  readonly settle: (answer: SdpAnswer) => void;
  attempts: number;
}

const PENDING: SdpAnswer = { ok: false, status: 491, reason: 'Request Pending' };
const IGNORED = { onResponse: () => undefined, onTimeout: () => undefined, onTransportError: () => undefined };

/** Our re-INVITEs, one at a time. */
export class OutgoingReinvite {
  readonly #options: OutgoingReinviteOptions;
  readonly #timers: Timers;
  #pending: Pending | undefined;
  /** An offer that came while a refresh was on its way. */
  #next: Pending | undefined;
  #sent: Attempt | undefined;
  #backingOff = false;

  constructor(options: OutgoingReinviteOptions) {
    this.#options = options;
    this.#timers = new Timers(options.context.clock);
  }

  /** True between the INVITE and its final response: the far end's own INVITE is then a glare. */
  get sent(): boolean {
    return this.#sent !== undefined;
  }

  offer(sdp: string): Promise<SdpAnswer> {
    if (this.#next !== undefined || this.#pending?.isRefresh === false) return Promise.resolve(PENDING);
    return new Promise((settle) => {
      const wanted: Pending = { sdp, isRefresh: false, settle, attempts: 0 };
      if (this.sent) this.#next = wanted;
      else this.#pending = wanted;
      this.proceed();
    });
  }

  /** Repeats the description in force; needless where an INVITE of ours is under way already. */
  refresh(sdp: string): void {
    if (this.#pending !== undefined) return;
    this.#pending = { sdp, isRefresh: true, settle: () => undefined, attempts: 0 };
    this.proceed();
  }

  /** Sends what waits, when its turn has come. */
  proceed(): void {
    const pending = this.#pending;
    if (pending === undefined || this.sent || this.#backingOff || !this.#options.isFree()) return;
    pending.attempts++;
    this.#send(pending);
  }

  /** The far end's offer was accepted first: ours was made for a call that is no more. */
  supersede(): void {
    if (!this.sent) this.#settle({ ok: false, status: 491, reason: 'Superseded by the far end' });
  }

  /** The call ends: a 2xx still on its way will be acknowledged, nothing more. */
  abandon(): void {
    // A far end that sent 100 and fell silent would hold the transaction for ever.
    this.#sent?.transaction?.expireAfter(64 * T1_MS);
    this.#sent = undefined;
    const ended: SdpAnswer = { ok: false, status: 481, reason: 'Call ended' };
    this.#next?.settle(ended);
    this.#next = undefined;
    this.#settle(ended);
  }

  #send(pending: Pending): void {
    const { context, dialog } = this.#options;
    const { headers, body } = sdpParts(pending.sdp);
    const own = [context.identity.contact(dialog.contactUser), ...context.identity.capabilities(), ...this.#options.headers()];
    const invite = dialog.request('INVITE', context.identity, { headers: [...own, ...headers], body });
    const attempt: Attempt = { invite, proceeding: false, cancelWanted: false, ack: undefined, transaction: undefined };
    this.#sent = attempt;
    this.#timers.set('answer', context.limits.reinviteTimeoutMs, () => this.#cancel(attempt));
    attempt.transaction = context.transactions.request(invite.request, invite.remote, {
      onResponse: (response) => this.#receive(attempt, response),
      onTimeout: () => this.#fail(attempt, { ok: false, status: 408, reason: 'Request Timeout' }, { kind: 'timeout' }),
      onTransportError: () => this.#fail(attempt, { ok: false, status: 503, reason: 'Cannot send' }),
    });
    if (attempt.transaction === undefined) this.#fail(attempt, { ok: false, status: 503, reason: 'Too many transactions' });
  }

  #receive(attempt: Attempt, response: SipResponse): void {
    if (response.status < 200) this.#proceedAttempt(attempt);
    else if (response.status < 300) this.#accept(attempt, response);
    else this.#refused(attempt, response);
  }

  #proceedAttempt(attempt: Attempt): void {
    const first = !attempt.proceeding;
    attempt.proceeding = true;
    if (first && attempt.cancelWanted) this.#sendCancel(attempt);
  }

  /** Every copy of a 2xx gets the same ACK; only the first one counts. */
  #accept(attempt: Attempt, response: SipResponse): void {
    const { context, dialog } = this.#options;
    const first = attempt.ack === undefined;
    if (first) this.#options.onAccepted(response);
    attempt.ack ??= dialog.ack(cseqOf(response)?.sequence ?? 0, context.identity);
    context.transactions.send(attempt.ack.request, attempt.ack.remote);
    if (!first || this.#sent !== attempt) return;
    const sdp = sdpOf(response);
    const pending = this.#pending;
    if (pending?.isRefresh) this.#options.onRefreshed(sdp);
    else if (sdp !== undefined && pending !== undefined) this.#options.onAgreed(pending.sdp, sdp);
    this.#sent = undefined;
    this.#settle(sdp === undefined ? { ok: false, status: 488, reason: 'Answer without SDP' } : { ok: true, sdp });
  }

  #refused(attempt: Attempt, response: SipResponse): void {
    if (this.#sent !== attempt) return;
    const { status, reason } = response;
    const mayRepeat = (this.#pending?.attempts ?? GLARE_ATTEMPTS_MAX) < GLARE_ATTEMPTS_MAX;
    if (status === 491 && mayRepeat) this.#backOff();
    else if (mayRepeat && this.#options.onTooShort(response)) this.#again();
    else this.#fail(attempt, { ok: false, status, reason }, endAfter(status));
  }

  /** RFC 3261 14.1: 2.1-4 s for the owner of the Call-ID, 0-2 s for the other, in steps of 10 ms. */
  #backOff(): void {
    const { context, ownsCallId } = this.#options;
    const delayMs = ownsCallId ? 2_100 + 10 * randomBelow(context.random, 191) : 10 * randomBelow(context.random, 201);
    this.#timers.clear('answer');
    this.#sent = undefined;
    this.#backingOff = true;
    this.#timers.set('glare', delayMs, () => {
      this.#backingOff = false;
      this.proceed();
    });
  }

  #again(): void {
    this.#timers.clear('answer');
    this.#sent = undefined;
    this.proceed();
  }

  #cancel(attempt: Attempt): void {
    attempt.cancelWanted = true;
    if (attempt.proceeding) this.#sendCancel(attempt);
    const failed: SdpAnswer = { ok: false, status: 408, reason: 'Request Timeout' };
    attempt.transaction?.expireAfter(64 * T1_MS);
    this.#timers.set('cancel', 64 * T1_MS, () => this.#fail(attempt, failed, { kind: 'timeout' }));
  }

  #sendCancel(attempt: Attempt): void {
    this.#options.context.transactions.request(cancelFor(sentInvite(attempt)), attempt.invite.remote, IGNORED);
  }

  #fail(attempt: Attempt, answer: SdpAnswer, end?: CallEnd): void {
    if (this.#sent !== attempt) return;
    this.#sent = undefined;
    this.#settle(answer);
    if (end !== undefined) this.#options.onFatal(end);
  }

  #settle(answer: SdpAnswer): void {
    const pending = this.#pending;
    this.#pending = this.#next;
    this.#next = undefined;
    this.#backingOff = false;
    this.#timers.clearAll();
    pending?.settle(answer);
    this.proceed();
  }
}

/** Refusals that mean the call is no more at the far end (RFC 3261 12.2.1.2); any other leaves it as it was. */
function endAfter(status: number): CallEnd | undefined {
  return status === 481 || status === 408 ? { kind: 'protocol', detail: `re-INVITE got ${status}` } : undefined;
}

/** As it went out last: a challenge on the way gave it another branch and number. */
function sentInvite({ transaction, invite }: Attempt): SipRequest {
  return transaction?.request ?? invite.request;
}

interface Attempt {
  readonly invite: OutgoingRequest;
  proceeding: boolean;
  cancelWanted: boolean;
  ack: OutgoingRequest | undefined;
  transaction: ClientTransaction | undefined;
}
