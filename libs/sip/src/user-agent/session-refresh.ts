import { allowsMethod } from '../dialog/option-tag.ts';
import { headerValue } from '../message/headers.ts';
import { agreedTerms, answerTerms, askedTerms, wantedByRefusal } from '../session-timer/session-terms.ts';
import { SessionTimer } from '../session-timer/session-timer.ts';
import { OutgoingUpdate } from './outgoing-update.ts';
import type { Dialog } from '../dialog/dialog.ts';
import type { Header, SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import type { SessionTerms, TermsAnswer } from '../session-timer/session-terms.ts';
import type { AgentContext } from './agent-context.ts';
import type { CallEnd } from './call.ts';

export interface SessionRefreshOptions {
  readonly context: AgentContext;
  readonly dialog: Dialog;
  /** Asks for the same media again, where UPDATE is not taken. */
  reinvite(): void;
  onFatal(end: CallEnd): void;
}

/** Keeps an answered call from expiring at the far end and at every proxy between (RFC 4028). */
export class SessionRefresh {
  readonly #options: SessionRefreshOptions;
  readonly #timer: SessionTimer;
  readonly #update: OutgoingUpdate;
  #farTakesUpdate = false;
  #minSeconds = 0;

  constructor(options: SessionRefreshOptions) {
    const { context, dialog } = options;
    const onFatal = (end: CallEnd): void => options.onFatal(end);
    this.#options = options;
    this.#timer = new SessionTimer(context.clock, {
      onRefreshDue: () => this.#refresh(),
      onExpired: () => onFatal({ kind: 'protocol', detail: 'the session expired without a refresh' }),
    });
    this.#update = new OutgoingUpdate({
      context, dialog, onFatal,
      headers: () => this.requestHeaders(),
      onRefreshed: (response) => this.agreed(response),
      onTooShort: (response) => this.tooShort(response),
      onUnsupported: () => this.#withoutUpdate(),
    });
  }

  /** What the far end can do, by its latest message that says so. */
  learn(message: SipMessage): void {
    if (headerValue(message, 'Allow') !== undefined) this.#farTakesUpdate = allowsMethod(message, 'UPDATE');
  }

  requestHeaders(): Header[] {
    return askedTerms(this.#options.context.limits, this.#minSeconds, this.#timer.terms);
  }

  /** A 2xx to our INVITE or UPDATE. */
  agreed(response: SipResponse): void {
    this.learn(response);
    this.#options.dialog.refreshTarget(response);
    this.#timer.restart(agreedTerms(response));
  }

  /** True for a 422: the next request asks for what it wants. */
  tooShort(response: SipResponse): boolean {
    const wanted = wantedByRefusal(response);
    if (wanted === undefined || wanted <= this.#minSeconds) return false;
    this.#minSeconds = wanted;
    return true;
  }

  answer(request: SipRequest): TermsAnswer {
    return answerTerms(request, this.#options.context.limits, this.#timer.terms);
  }

  /** Our 2xx with these terms is out. */
  settle(terms: SessionTerms | undefined): void {
    this.#timer.restart(terms);
  }

  stop(): void {
    this.#timer.stop();
    this.#update.abandon();
  }

  #refresh(): void {
    if (this.#farTakesUpdate) this.#update.send();
    else this.#options.reinvite();
  }

  #withoutUpdate(): void {
    this.#farTakesUpdate = false;
    this.#options.reinvite();
  }
}
