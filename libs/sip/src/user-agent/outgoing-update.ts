import type { Dialog } from '../dialog/dialog.ts';
import type { Header, SipResponse } from '../message/message.ts';
import type { AgentContext } from './agent-context.ts';
import type { CallEnd } from './call.ts';

export interface OutgoingUpdateOptions {
  readonly context: AgentContext;
  readonly dialog: Dialog;
  /** The Session-Expires of the moment. */
  headers(): readonly Header[];
  onRefreshed(response: SipResponse): void;
  /** A 422: true where the interval was raised and the request may go again. */
  onTooShort(response: SipResponse): boolean;
  /** The far end does not take UPDATE after all. */
  onUnsupported(): void;
  onFatal(end: CallEnd): void;
}

/** Refusals of the method itself, not of the call (RFC 3311 5.1). */
const UNSUPPORTED = [400, 405, 415, 420, 501];
/** Each 422 may raise the interval once for every proxy on the way; more is a loop. */
const ATTEMPTS_MAX = 3;

/** UPDATE without SDP (RFC 3311): refreshes the session and leaves the media alone. */
export class OutgoingUpdate {
  readonly #options: OutgoingUpdateOptions;
  #isPending = false;
  #isOver = false;

  constructor(options: OutgoingUpdateOptions) {
    this.#options = options;
  }

  send(): void {
    if (!this.#isPending && !this.#isOver) this.#attempt(1);
  }

  /** The call ends: whatever comes back is of no interest. */
  abandon(): void {
    this.#isOver = true;
  }

  #attempt(count: number): void {
    const { context, dialog } = this.#options;
    const own = [context.identity.contact(dialog.contactUser), ...context.identity.capabilities()];
    const update = dialog.request('UPDATE', context.identity, { headers: [...own, ...this.#options.headers()] });
    const sent = context.transactions.request(update.request, update.remote, {
      onResponse: (response) => this.#receive(response, count),
      onTimeout: () => this.#fatal({ kind: 'timeout' }),
      onTransportError: () => (this.#isPending = false),
    });
    this.#isPending = sent !== undefined;
  }

  #receive(response: SipResponse, count: number): void {
    if (response.status < 200 || this.#isOver) return;
    this.#isPending = false;
    const options = this.#options;
    if (response.status < 300) options.onRefreshed(response);
    else if (response.status === 408 || response.status === 481) this.#fatal({ kind: 'protocol', detail: `UPDATE got ${response.status}` });
    else if (UNSUPPORTED.includes(response.status)) options.onUnsupported();
    else if (options.onTooShort(response) && count < ATTEMPTS_MAX) this.#attempt(count + 1);
  }

  #fatal(end: CallEnd): void {
    this.#isPending = false;
    if (!this.#isOver) this.#options.onFatal(end);
  }
}
