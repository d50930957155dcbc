import { headerList, headerValue, cseqOf } from '../message/headers.ts';
import { NO_BODY } from '../message/message.ts';
import type { Header, SipRequest } from '../message/message.ts';

/** RFC 3261 9.1: the INVITE's own Via, From, To, Call-ID, Route and number, so that every hop finds it. */
export function cancelFor(invite: SipRequest): SipRequest {
  const routes = headerList(invite, 'Route').map((value): Header => ['Route', value]);
  const same = (name: string): Header => [name, headerValue(invite, name) ?? ''];
  const headers: Header[] = [
    ['Via', headerList(invite, 'Via')[0] ?? ''],
    ...routes,
    ['Max-Forwards', '70'],
    same('From'),
    same('To'),
    same('Call-ID'),
    ['CSeq', `${cseqOf(invite)?.sequence ?? 0} CANCEL`],
  ];
  return { kind: 'request', method: 'CANCEL', uri: invite.uri, headers, body: NO_BODY };
}
