import { supportsOption } from '../dialog/option-tag.ts';
import { SESSION_SECONDS_MIN, minSessionHeader, minSessionOf, sessionExpiresHeader, sessionExpiresOf } from './session-expires.ts';
import type { Header, SipRequest, SipResponse } from '../message/message.ts';

export type RefreshingSide = 'us' | 'them';

/** What both ends hold to: a call that nobody refreshes for so long is over. */
export interface SessionTerms {
  readonly seconds: number;
  readonly refresher: RefreshingSide;
}

export interface SessionPolicy {
  /** Asked for where the far end names nothing; 0: the far end decides. */
  readonly sessionSeconds: number;
  /** Less is refused with 422. */
  readonly minSessionSeconds: number;
}

export type TermsAnswer =
  | { readonly kind: 'agreed'; readonly terms: SessionTerms | undefined; readonly headers: readonly Header[] }
  /** Refuse with 422 and these. */
  | { readonly kind: 'too_short'; readonly headers: readonly Header[] };

/** Our answer to an INVITE or UPDATE (RFC 4028 9), with what was agreed before in this call. */
export function answerTerms(request: SipRequest, policy: SessionPolicy, current?: SessionTerms): TermsAnswer {
  const asked = sessionExpiresOf(request);
  const farCan = supportsOption(request, 'timer');
  const minSeconds = Math.max(policy.minSessionSeconds, SESSION_SECONDS_MIN);
  if (asked !== undefined && farCan && asked.seconds < minSeconds) return { kind: 'too_short', headers: [minSessionHeader(minSeconds)] };
  const wanted = asked?.seconds ?? current?.seconds ?? policy.sessionSeconds;
  if (wanted === 0) return { kind: 'agreed', terms: undefined, headers: [] };
  const seconds = Math.max(wanted, SESSION_SECONDS_MIN, asked === undefined ? (minSessionOf(request) ?? 0) : 0);
  const refresher = refresherFor(farCan, asked?.refresher, current);
  const header = sessionExpiresHeader({ seconds, refresher: refresher === 'us' ? 'uas' : 'uac' });
  return { kind: 'agreed', terms: { seconds, refresher }, headers: refresher === 'them' ? [header, ['Require', 'timer']] : [header] };
}

/** RFC 4028 9, table 2: who cannot refresh is refreshed for. */
function refresherFor(farCan: boolean, asked: 'uac' | 'uas' | undefined, current: SessionTerms | undefined): RefreshingSide {
  if (!farCan) return 'us';
  if (asked !== undefined) return asked === 'uac' ? 'them' : 'us';
  return current?.refresher ?? 'them';
}

/** From the 2xx to our INVITE or UPDATE; without a Session-Expires the session does not expire (RFC 4028 7.2). */
export function agreedTerms(response: SipResponse): SessionTerms | undefined {
  const agreed = sessionExpiresOf(response);
  if (agreed === undefined || agreed.seconds === 0) return undefined;
  return { seconds: Math.max(agreed.seconds, SESSION_SECONDS_MIN), refresher: agreed.refresher === 'uas' ? 'them' : 'us' };
}

/** For our INVITE or UPDATE: what is in force, or what we wish for. */
export function askedTerms(policy: SessionPolicy, minSeconds: number, current?: SessionTerms): Header[] {
  const wanted = current?.seconds ?? policy.sessionSeconds;
  if (wanted === 0) return [];
  const seconds = Math.max(wanted, minSeconds, SESSION_SECONDS_MIN);
  const refresher = current && (current.refresher === 'us' ? 'uac' : 'uas');
  const least: Header[] = minSeconds > SESSION_SECONDS_MIN ? [minSessionHeader(minSeconds)] : [];
  return [sessionExpiresHeader({ seconds, refresher }), ...least];
}

/** The interval that a 422 asks for. */
export function wantedByRefusal(response: SipResponse): number | undefined {
  return response.status === 422 ? minSessionOf(response) : undefined;
}
