import { headerValue } from '../message/headers.ts';
import { parseContentType } from '../message/multipart.ts';
import { responseTo } from '../message/response.ts';
import { refuseMethod } from './method-refusal.ts';
import type { LocalIdentity } from '../dialog/local-identity.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';

/** Keys pressed, as gateways tell of them (RFC 2976 in practice): heard and of no use to a fax. */
const HEARD_BODIES = ['application/dtmf-relay', 'application/dtmf'];

/** What a call asks that changes nothing: OPTIONS and INFO are answered, REFER, MESSAGE and the like are not taken. */
export function inDialogAnswer(request: SipRequest, identity: LocalIdentity): SipResponse {
  if (request.method === 'OPTIONS') return responseTo(request, { status: 200, headers: identity.capabilities() });
  // An acknowledgement of what nobody waits for (RFC 3262 3).
  if (request.method === 'PRACK') return responseTo(request, { status: 481 });
  return request.method === 'INFO' ? answerInfo(request) : refuseMethod(request);
}

function answerInfo(request: SipRequest): SipResponse {
  // RFC 6086 4.2.2: a package that we did not ask for.
  if (headerValue(request, 'Info-Package') !== undefined) return responseTo(request, { status: 469, headers: [['Recv-Info', '']] });
  const type = parseContentType(headerValue(request, 'Content-Type') ?? '')?.type ?? '';
  const isHeard = request.body.length === 0 || HEARD_BODIES.includes(type);
  return isHeard ? responseTo(request, { status: 200 }) : responseTo(request, { status: 415, headers: [['Accept', HEARD_BODIES.join(', ')]] });
}
