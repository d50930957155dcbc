import { parseWholeNumber } from '../message/characters.ts';
import { cseqOf, headerValue } from '../message/headers.ts';
import { responseTo } from '../message/response.ts';
import { requiresOption } from '../dialog/option-tag.ts';
import { inDialogAnswer } from './in-dialog-answer.ts';
import { hasForeignBody, isSameMedia, sdpOf, sdpParts } from './sdp-body.ts';
import type { Dialog } from '../dialog/dialog.ts';
import type { SipResponse } from '../message/message.ts';
import type { ServerTransaction } from '../transaction/ports.ts';
import type { ReceivedRequest } from '../transaction/transaction-layer.ts';
import type { AgentContext, DialogUser } from './agent-context.ts';
import type { SdpAnswer } from './call.ts';

export interface EarlyDialogOptions {
  readonly context: AgentContext;
  readonly dialog: Dialog;
  readonly localSdp: string | undefined;
  /** Our answer to an offer that came in a reliable response; undefined where we have none. */
  answer(offer: string): string | undefined;
  /** False when nobody listens for offers. */
  reoffer(sdp: string, respond: (answer: SdpAnswer) => void): boolean;
  /** The branch is hung up by the far end, which RFC 3261 15 forbids and happens. */
  onBye(): void;
}

const IGNORED = { onResponse: () => undefined, onTimeout: () => undefined, onTransportError: () => undefined };
/** RFC 3262 3. */
const SEQUENCE_MAX = 2 ** 32 - 1;

/** One branch of an INVITE that rings: reliable responses (RFC 3262) and what may be asked before the answer. */
export class EarlyDialog implements DialogUser {
  readonly #options: EarlyDialogOptions;
  #lastReliable: number | undefined;
  #localSdp: string | undefined;
  #remoteSdp: string | undefined;

  constructor(options: EarlyDialogOptions) {
    this.#options = options;
    this.#localSdp = options.localSdp;
  }

  get dialog(): Dialog {
    return this.#options.dialog;
  }

  /** As described last, for a 2xx that leaves it out. */
  get remoteSdp(): string | undefined {
    return this.#remoteSdp;
  }

  get localSdp(): string | undefined {
    return this.#localSdp;
  }

  /** False for a reliable response that came before or out of turn: nobody hears of it. */
  take(response: SipResponse): boolean {
    const isReliable = requiresOption(response, '100rel');
    const number = isReliable ? parseWholeNumber(headerValue(response, 'RSeq') ?? '', SEQUENCE_MAX) : undefined;
    if (isReliable && (number === undefined || !this.#isNext(number))) return false;
    const sdp = sdpOf(response);
    this.#remoteSdp = sdp ?? this.#remoteSdp;
    if (number !== undefined) this.#acknowledge(response, number, sdp);
    return true;
  }

  receive({ request, essentials }: ReceivedRequest, transaction: ServerTransaction): void {
    const refuse = (status: number) => transaction.respond(responseTo(request, { status }));
    if (!this.dialog.acceptSequence(essentials.cseq.sequence)) refuse(500);
    else if (request.method === 'UPDATE') this.#update(request, transaction);
    else if (request.method === 'BYE') {
      refuse(200);
      this.#options.onBye();
    } else if (request.method === 'INVITE') refuse(491);
    else transaction.respond(inDialogAnswer(request, this.#options.context.identity));
  }

  receiveAck(): void {
    // There is no 2xx of ours to acknowledge.
  }

  #isNext(number: number): boolean {
    return this.#lastReliable === undefined || number === this.#lastReliable + 1;
  }

  #acknowledge(response: SipResponse, number: number, sdp: string | undefined): void {
    this.#lastReliable = number;
    const { context, dialog } = this.#options;
    const invite = cseqOf(response);
    const answer = sdp !== undefined && this.#localSdp === undefined ? this.#options.answer(sdp) : undefined;
    this.#localSdp ??= answer;
    const content = answer === undefined ? { headers: [] } : sdpParts(answer);
    const prack = dialog.request('PRACK', context.identity, {
      ...content, headers: [['RAck', `${number} ${invite?.sequence ?? 0} INVITE`], ...content.headers],
    });
    context.transactions.request(prack.request, prack.remote, IGNORED);
  }

  /** RFC 3311 5.2: an offer may follow only once ours has its answer. */
  #update(request: ReceivedRequest['request'], transaction: ServerTransaction): void {
    const sdp = sdpOf(request);
    this.dialog.refreshTarget(request);
    if (hasForeignBody(request)) transaction.respond(responseTo(request, { status: 415 }));
    else if (sdp !== undefined && this.#remoteSdp === undefined) transaction.respond(responseTo(request, { status: 491 }));
    else if (sdp === undefined || isSameMedia(sdp, this.#remoteSdp ?? '')) this.#accept(request, transaction, sdp && this.#localSdp);
    else if (!this.#options.reoffer(sdp, (answer) => this.#decide({ request, transaction, sdp }, answer))) {
      transaction.respond(responseTo(request, { status: 488 }));
    }
  }

  #decide(update: { request: ReceivedRequest['request']; transaction: ServerTransaction; sdp: string }, answer: SdpAnswer): void {
    if (!answer.ok) {
      update.transaction.respond(responseTo(update.request, { status: 488 }));
      return;
    }
    this.#remoteSdp = update.sdp;
    this.#localSdp = answer.sdp;
    this.#accept(update.request, update.transaction, answer.sdp);
  }

  #accept(request: ReceivedRequest['request'], transaction: ServerTransaction, sdp: string | undefined): void {
    const { identity } = this.#options.context;
    const content = sdp === undefined ? { headers: [] } : sdpParts(sdp);
    const own = [identity.contact(this.dialog.contactUser), ...identity.capabilities()];
    transaction.respond(responseTo(request, { status: 200, ...content, headers: [...own, ...content.headers] }));
  }
}
