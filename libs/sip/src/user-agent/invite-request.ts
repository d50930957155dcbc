import { quote } from '../message/quoted-string.ts';
import { NO_BODY } from '../message/message.ts';
import { serialiseUri } from '../message/uri.ts';
import { sdpParts } from './sdp-body.ts';
import type { LocalIdentity } from '../dialog/local-identity.ts';
import type { Header, SipRequest } from '../message/message.ts';
import type { DigestAccount } from '../authentication/digest-account.ts';
import type { Remote } from '../transport/transport.ts';
import type { CallListener } from './call.ts';

export interface InviteOptions {
  readonly target: { readonly user: string; readonly host: string; readonly port: number };
  /** Where the INVITE is sent when that is not the target itself: an outbound proxy, or an address already resolved. */
  readonly nextHop?: Remote;
  /** Further places for the INVITE, where `nextHop` or the target gives no answer within `inviteTimeoutMs`, cannot be reached or says 503. */
  readonly otherHops?: readonly Remote[];
  /** Told once for each place that was tried. */
  readonly onHop?: (hop: Remote, outcome: 'answered' | 'failed') => void;
  /** Who we are to the far end, for every request of the call. */
  readonly account?: DigestAccount;
  readonly from: { readonly user: string; readonly host: string; readonly displayName?: string };
  /** Sent as they are, e.g. `['P-Asserted-Identity', '<sip:...>']`. */
  readonly headers?: readonly Header[];
  /** The SDP that we offer; without it the far end offers, and `answerOffer` says what we answer. */
  readonly offer?: string;
  /** Called once for an INVITE without an offer; undefined ends the call. */
  readonly answerOffer?: (offer: string) => string | undefined;
  /** Without any response by then the call ends with `timeout`; never later than timer B, 32 s. */
  readonly inviteTimeoutMs: number;
  /** Counted from the first provisional response; then we CANCEL and the call ends with `no_answer`. */
  readonly ringTimeoutMs: number;
  readonly listener?: CallListener;
  /** Which 3xx are followed; none where it is left out. */
  readonly redirects?: RedirectPolicy;
}

export interface RedirectPolicy {
  /** A Contact of any other host ends the call as the 3xx that it is: it could send us to numbers that cost. */
  readonly hosts: readonly string[];
  readonly max: number;
}

/** What changes from one INVITE of a call to the next: a refusal may ask for another one. */
export interface InviteDraft {
  readonly callId: string;
  readonly fromTag: string;
  readonly sequence: number;
  readonly target: InviteOptions['target'];
  readonly headers: readonly Header[];
}

export function inviteRequest(options: InviteOptions, draft: InviteDraft, identity: LocalIdentity): SipRequest {
  const { from, offer } = options;
  const { target } = draft;
  const uri = serialiseUri({ scheme: 'sip', user: target.user, host: target.host, port: target.port, parameters: [] });
  const to = serialiseUri({ scheme: 'sip', user: target.user, host: target.host, port: undefined, parameters: [] });
  const own = serialiseUri({ scheme: 'sip', user: from.user, host: from.host, port: undefined, parameters: [] });
  const name = from.displayName === undefined ? '' : `${quote(from.displayName)} `;
  const content = offer === undefined ? { headers: [], body: NO_BODY } : sdpParts(offer);
  const headers: Header[] = [
    identity.newVia(),
    ['Max-Forwards', '70'],
    ['From', `${name}<${own}>;tag=${draft.fromTag}`],
    ['To', `<${to}>`],
    ['Call-ID', draft.callId],
    ['CSeq', `${draft.sequence} INVITE`],
    identity.contact(from.user),
    ...identity.capabilities(),
    ...draft.headers,
    ...(options.headers ?? []),
    ...content.headers,
  ];
  return { kind: 'request', method: 'INVITE', uri, headers, body: content.body };
}
