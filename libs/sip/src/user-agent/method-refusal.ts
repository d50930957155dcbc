import { ALLOWED_METHODS } from '../dialog/local-identity.ts';
import { responseTo } from '../message/response.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';

/** Methods that exist but are not taken here: 405; anything else is 501 (RFC 3261 8.2.1, 21.5.2). */
const KNOWN_METHODS = ['REGISTER', 'SUBSCRIBE', 'NOTIFY', 'MESSAGE', 'INFO', 'PRACK', 'REFER', 'PUBLISH', 'UPDATE', ...ALLOWED_METHODS];

export function refuseMethod(request: SipRequest, toTag?: string): SipResponse {
  const status = KNOWN_METHODS.includes(request.method) ? 405 : 501;
  return responseTo(request, { status, toTag, headers: [['Allow', ALLOWED_METHODS.join(', ')]] });
}
