import { formatHostPort } from '../message/host-port.ts';
import type { Essentials } from '../message/essentials.ts';

/** Marks a branch made by RFC 3261 rules. */
export const MAGIC_COOKIE = 'z9hG4bK';

export function clientKey(found: Essentials): string {
  return `${found.branch ?? ''}|${found.cseq.method}`;
}

/** RFC 3261 17.2.3; an ACK finds the INVITE it closes. Without the magic cookie, or with nothing behind it, the older rules apply. */
export function serverKey(found: Essentials, method: string = found.cseq.method): string {
  const kind = method === 'ACK' ? 'INVITE' : method;
  const sentBy = formatHostPort(found.via).toLowerCase();
  if (found.branch?.startsWith(MAGIC_COOKIE) && found.branch.length > MAGIC_COOKIE.length) return `${found.branch}|${sentBy}|${kind}`;
  return ['2543', found.callId, found.fromTag, found.cseq.sequence, sentBy, found.branch, kind].join('|');
}
