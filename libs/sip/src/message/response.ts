import { tagOf, toOf } from './headers.ts';
import { NO_BODY } from './message.ts';
import type { Header, SipRequest, SipResponse } from './message.ts';

export interface ResponseParts {
  readonly status: number;
  readonly reason?: string | undefined;
  /** Added to To when the request has no tag there. */
  readonly toTag?: string | undefined;
  readonly headers?: readonly Header[];
  readonly body?: Uint8Array;
}

const REASONS = new Map([
  [100, 'Trying'], [180, 'Ringing'], [183, 'Session Progress'], [200, 'OK'], [302, 'Moved Temporarily'], [400, 'Bad Request'],
  [401, 'Unauthorized'], [403, 'Forbidden'], [404, 'Not Found'], [405, 'Method Not Allowed'], [406, 'Not Acceptable'],
  [407, 'Proxy Authentication Required'], [408, 'Request Timeout'], [415, 'Unsupported Media Type'],
  [416, 'Unsupported URI Scheme'], [420, 'Bad Extension'], [422, 'Session Interval Too Small'], [480, 'Temporarily Unavailable'],
  [481, 'Call/Transaction Does Not Exist'], [482, 'Loop Detected'], [486, 'Busy Here'], [487, 'Request Terminated'],
  [488, 'Not Acceptable Here'], [491, 'Request Pending'], [469, 'Bad Info Package'], [500, 'Server Internal Error'], [501, 'Not Implemented'],
  [503, 'Service Unavailable'], [504, 'Server Time-out'], [505, 'Version Not Supported'], [600, 'Busy Everywhere'], [603, 'Decline'],
]);

export function reasonPhrase(status: number): string {
  return REASONS.get(status) ?? 'Unknown';
}

/** RFC 3261 8.2.6: Via, From, To, Call-ID and CSeq are the request's; Record-Route too where a dialog may start. */
export function responseTo(request: SipRequest, parts: ResponseParts): SipResponse {
  const { status, reason = reasonPhrase(status), toTag, headers = [], body = NO_BODY } = parts;
  const copied = request.headers.flatMap((header) => copyHeader(request, header, status > 100 ? toTag : undefined));
  return { kind: 'response', status, reason, headers: [...copied, ...headers], body };
}

function copyHeader(request: SipRequest, header: Header, toTag: string | undefined): Header[] {
  const [name, value] = header;
  if (name === 'To') return [[name, toTag === undefined || tagOf(toOf(request)) !== undefined ? value : `${value};tag=${toTag}`]];
  if (name === 'Record-Route') return request.method === 'INVITE' ? [header] : [];
  return ['Via', 'From', 'Call-ID', 'CSeq'].includes(name) ? [header] : [];
}
