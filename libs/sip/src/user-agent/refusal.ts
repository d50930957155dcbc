import { contactOf, q850CauseOf, retryAfterOf } from '../message/headers.ts';
import type { SipResponse } from '../message/message.ts';
import type { CallEnd } from './call.ts';

/** A 300-699 to our INVITE as the end of a call. */
export function refusalOf(response: SipResponse): CallEnd {
  const retryAfterSeconds = retryAfterOf(response);
  const q850Cause = q850CauseOf(response);
  const contact = response.status < 400 ? contactOf(response)?.uri : undefined;
  return {
    kind: 'refused',
    status: response.status,
    reason: response.reason,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(q850Cause !== undefined && { q850Cause }),
    ...(contact !== undefined && { contact }),
  };
}
