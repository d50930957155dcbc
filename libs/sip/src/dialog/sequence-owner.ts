import { cseqOf } from '../message/headers.ts';
import type { SipRequest } from '../message/message.ts';

/** Who numbers the requests of a dialog. A request that must be sent again, with credentials, needs a number from there. */
const owners = new WeakMap<SipRequest, () => number>();

export function numberedBy(request: SipRequest, next: () => number): SipRequest {
  owners.set(request, next);
  return request;
}

/** A changed copy of a request has the same owner. */
export function kept(request: SipRequest, copy: SipRequest): SipRequest {
  const owner = owners.get(request);
  return owner === undefined ? copy : numberedBy(copy, owner);
}

/** The number for another copy of the request, with the same owner. Outside a dialog it is the next one. */
export function renumbered(request: SipRequest, make: (sequence: number) => SipRequest): SipRequest {
  return kept(request, make(owners.get(request)?.() ?? (cseqOf(request)?.sequence ?? 0) + 1));
}
