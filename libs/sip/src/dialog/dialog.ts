import { callIdOf, contactOf, cseqOf, fromOf, headerList, headerValue, tagOf, toOf } from '../message/headers.ts';
import { NO_BODY } from '../message/message.ts';
import { onSameConnection, routeRequest } from './route.ts';
import { numberedBy } from './sequence-owner.ts';
import type { Header, SipMessage, SipRequest, SipResponse } from '../message/message.ts';
import type { Remote } from '../transport/transport.ts';
import type { LocalIdentity } from './local-identity.ts';

interface DialogState extends DialogOptions {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** From and To of our requests, as header values with their tags. */
  readonly local: string;
  readonly remote: string;
}

export interface DialogOptions {
  /** Used when the remote target names no address we can send to. */
  readonly fallback: Remote;
  readonly contactUser?: string | undefined;
}

export interface DialogRequestParts {
  readonly headers?: readonly Header[];
  readonly body?: Uint8Array;
}

export interface OutgoingRequest {
  readonly request: SipRequest;
  readonly remote: Remote;
}

/** RFC 3261 12: what both ends know of their call apart from its media. */
export class Dialog {
  readonly #state: DialogState;
  #routeSet: readonly string[] = [];
  #remoteTarget = '';
  #localSequence = 0;
  #remoteSequence: number | undefined;

  private constructor(state: DialogState) {
    this.#state = state;
  }

  /** From the 2xx to our INVITE. A missing To tag (RFC 2543 peers) counts as an empty one. */
  static asCaller(invite: SipRequest, response: SipResponse, options: DialogOptions): Dialog {
    const localTag = tagOf(fromOf(invite)) ?? '';
    const remoteTag = tagOf(toOf(response)) ?? '';
    const dialog = new Dialog({
      callId: callIdOf(invite), localTag, remoteTag, local: headerValue(invite, 'From') ?? '', remote: headerValue(response, 'To') ?? '',
      fallback: options.fallback, contactUser: options.contactUser,
    });
    dialog.#localSequence = cseqOf(invite)?.sequence ?? 0;
    dialog.#remoteTarget = invite.uri;
    dialog.confirm(response);
    return dialog;
  }

  /** From an INVITE we got, with the tag that we choose. */
  static asCallee(invite: SipRequest, options: DialogOptions & { localTag: string }): Dialog {
    const dialog = new Dialog({
      callId: callIdOf(invite), localTag: options.localTag, remoteTag: tagOf(fromOf(invite)) ?? '',
      local: `${headerValue(invite, 'To') ?? ''};tag=${options.localTag}`, remote: headerValue(invite, 'From') ?? '',
      fallback: options.fallback, contactUser: options.contactUser,
    });
    dialog.#routeSet = headerList(invite, 'Record-Route');
    dialog.#remoteSequence = cseqOf(invite)?.sequence;
    dialog.#remoteTarget = fromOf(invite)?.uri ?? '';
    dialog.refreshTarget(invite);
    return dialog;
  }

  get id(): string {
    return dialogId(this.#state.callId, this.#state.localTag, this.#state.remoteTag);
  }

  get callId(): string {
    return this.#state.callId;
  }

  get localTag(): string {
    return this.#state.localTag;
  }

  get remoteTag(): string {
    return this.#state.remoteTag;
  }

  get contactUser(): string | undefined {
    return this.#state.contactUser;
  }

  /** RFC 3261 13.2.2.4: the 2xx of an early dialog says anew which way requests go. */
  confirm(response: SipResponse): void {
    this.#routeSet = headerList(response, 'Record-Route').reverse();
    this.refreshTarget(response);
  }

  /** The target is the Contact of the last target refresh (INVITE or its 2xx). */
  refreshTarget(message: SipMessage): void {
    this.#remoteTarget = contactOf(message)?.uri ?? this.#remoteTarget;
  }

  /** RFC 3261 12.2.2: a number at or below the last one is out of order. ACK and CANCEL are not asked here. */
  acceptSequence(sequence: number): boolean {
    if (this.#remoteSequence !== undefined && sequence <= this.#remoteSequence) return false;
    this.#remoteSequence = sequence;
    return true;
  }

  request(method: string, identity: LocalIdentity, parts: DialogRequestParts = {}): OutgoingRequest {
    this.#localSequence++;
    const made = this.#build({ method, sequence: this.#localSequence }, identity, parts);
    numberedBy(made.request, () => ++this.#localSequence);
    return made;
  }

  /** The ACK of a 2xx carries the number of its INVITE (RFC 3261 13.2.2.4). */
  ack(sequence: number, identity: LocalIdentity, parts: DialogRequestParts = {}): OutgoingRequest {
    return this.#build({ method: 'ACK', sequence }, identity, parts);
  }

  #build({ method, sequence }: { method: string; sequence: number }, identity: LocalIdentity, parts: DialogRequestParts): OutgoingRequest {
    const { fallback } = this.#state;
    const { uri, routes, hop } = routeRequest(this.#remoteTarget, this.#routeSet);
    const headers: Header[] = [
      identity.newVia(),
      ...routes.map((route): Header => ['Route', route]),
      ['Max-Forwards', '70'],
      ['From', this.#state.local],
      ['To', this.#state.remote],
      ['Call-ID', this.#state.callId],
      ['CSeq', `${sequence} ${method}`],
      ...(parts.headers ?? []),
    ];
    return { request: { kind: 'request', method, uri, headers, body: parts.body ?? NO_BODY }, remote: hop === undefined ? fallback : onSameConnection(hop, fallback) };
  }
}

export function dialogId(callId: string, localTag: string, remoteTag: string): string {
  return `${callId}|${localTag}|${remoteTag}`;
}
