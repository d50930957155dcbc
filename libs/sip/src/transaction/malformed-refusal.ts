import { headerList } from '../message/headers.ts';
import { parseVia } from '../message/via.ts';
import { responseTo } from '../message/response.ts';
import { responseTarget, stampVia, withTopVia } from '../transport/received.ts';
import type { ParseFailure } from '../message/parse-result.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { Remote } from '../transport/transport.ts';

/** Methods of the RFCs: a request that names another is better told that than what else is wrong with it (RFC 4475 3.1.2.18). */
const REGISTERED_METHODS = [
  'INVITE', 'ACK', 'BYE', 'CANCEL', 'OPTIONS', 'REGISTER', 'PRACK', 'SUBSCRIBE', 'NOTIFY', 'PUBLISH', 'INFO', 'REFER', 'MESSAGE', 'UPDATE',
];

/** The one answer to a request that cannot be read as a whole, and where it goes; undefined where silence is right. */
export function refusalOfMalformed(problem: ParseFailure, source: Remote): { response: SipResponse; target: Remote } | undefined {
  const { request } = problem;
  // An ACK is never answered (RFC 3261 17.1.1.3); without a Via it was no SIP element that spoke.
  if (request === undefined || request.method === 'ACK') return undefined;
  const top = headerList(request, 'Via')[0] ?? request.headers.find(([name]) => name === 'Via')?.[1];
  if (top === undefined) return undefined;
  const via = parseVia(top);
  const parts = { status: statusOf(problem, request), reason: reasonOf(problem) };
  if (via === undefined) return { response: responseTo(request, parts), target: source };
  const stamped = stampVia(via, source);
  return { response: responseTo(withTopVia(request, stamped), parts), target: responseTarget(stamped, source) };
}

function statusOf({ code }: ParseFailure, { method }: SipRequest): number {
  if (code === 'bad_version') return 505;
  return code === 'bad_cseq' && !REGISTERED_METHODS.includes(method) ? 501 : 400;
}

/** RFC 3261 21.4.1: the reason phrase should say what was wrong. */
function reasonOf({ code, reason }: ParseFailure): string {
  return code === 'bad_version' ? 'Version Not Supported' : `Bad Request (${code.replaceAll('_', ' ')}${reason === '' ? '' : `: ${printable(reason)}`})`;
}

function printable(text: string): string {
  return [...text].map((char) => (char >= ' ' && char <= '~' ? char : '?')).join('');
}
