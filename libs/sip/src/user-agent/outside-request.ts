import { cseqOf } from '../message/headers.ts';
import { NO_BODY } from '../message/message.ts';
import type { DigestAccount } from '../authentication/digest-account.ts';
import type { LocalIdentity } from '../dialog/local-identity.ts';
import type { Header, SipRequest, SipResponse } from '../message/message.ts';
import type { Destination } from '../transaction/client-exchange.ts';
import type { ClientHandlers } from '../transaction/ports.ts';

/** A request that belongs to no call: REGISTER, OPTIONS. */
export interface OutsideRequest {
  readonly method: 'REGISTER' | 'OPTIONS';
  readonly uri: string;
  /** URIs of From and To. */
  readonly from: string;
  readonly to: string;
  readonly destination: Destination;
  /** Registrations go on with one Call-ID and rising numbers (RFC 3261 10.2). */
  readonly series?: { readonly callId: string; readonly sequence: number };
  readonly contactUser?: string;
  readonly headers?: readonly Header[];
  readonly account?: DigestAccount;
}

export type OutsideResult =
  /** `sequence` is the number that the request had last: a challenge counts it up. */
  | { readonly kind: 'response'; readonly response: SipResponse; readonly sequence: number }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'transport'; readonly detail: string };

export function outsideRequest(options: OutsideRequest, identity: LocalIdentity): SipRequest {
  const { method, uri, from, to, series, contactUser, headers = [] } = options;
  const lines: Header[] = [
    identity.newVia(),
    ['Max-Forwards', '70'],
    ['From', `<${from}>;tag=${identity.newTag()}`],
    ['To', `<${to}>`],
    ['Call-ID', series?.callId ?? identity.newCallId()],
    ['CSeq', `${series?.sequence ?? 1} ${method}`],
    identity.contact(contactUser),
    ...identity.capabilities(),
    ...headers,
  ];
  return { kind: 'request', method, uri, headers: lines, body: NO_BODY };
}

/** Tells the final result, once. */
export function finalResult(sequenceOf: () => SipRequest | undefined, tell: (result: OutsideResult) => void): ClientHandlers {
  return {
    onResponse: (response) => {
      const request = sequenceOf();
      if (response.status >= 200) tell({ kind: 'response', response, sequence: (request && cseqOf(request)?.sequence) ?? 0 });
    },
    onTimeout: () => tell({ kind: 'timeout' }),
    onTransportError: (detail) => tell({ kind: 'transport', detail }),
  };
}
