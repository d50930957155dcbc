import type { FaxIncoming, PhoneNumber } from '@faxwire/fax';
import { incomingFaxId, numberOfUser, type TrunkConfiguration } from '@faxwire/trunks';
import type { CallOutcome, InboundDependencies } from './inbound-dependency.ts';

/** What of a SIP call the decision is made by. */
export interface CallFacts {
  readonly callId: string;
  readonly callerUser: string | undefined;
  readonly calledUser: string | undefined;
  readonly remote: { readonly host: string; readonly port: number };
  readonly username?: string | undefined;
}

export type Admission =
  | { readonly ok: true; readonly trunk: TrunkConfiguration; readonly fax: FaxIncoming['data'] }
  | { readonly ok: false; readonly status: number; readonly outcome: CallOutcome };

/** A Call-ID is the caller's own; longer than this it is an attack on the log. */
const MAX_CALL_ID_CHARS = 200;

const refused = (status: number, outcome: CallOutcome): Admission => ({ ok: false, status, outcome });

/** Whose fax a call would be, and whether it may be: by the trunk that it comes over and the number that it is for. */
export async function admitCall(deps: Pick<InboundDependencies, 'door' | 'numbers' | 'tenants' | 'quotaUse'>, call: CallFacts): Promise<Admission> {
  const trunk = await deps.door.trunkOf({ ...call.remote, username: call.username });
  if (!trunk) return refused(403, 'stranger');
  const calledNumber = numberOfUser(call.calledUser);
  const tenantId = calledNumber && (await deps.numbers.tenantOf(calledNumber));
  const tenant = tenantId === undefined ? undefined : await deps.tenants.record(tenantId);
  if (!calledNumber || !tenant) return refused(404, 'unknown_number');
  if (tenant.suspended) return refused(486, 'tenant_suspended');
  if ((await deps.quotaUse.exhausted(tenant.id, tenant.quotas)) !== undefined) return refused(486, 'quota_exceeded');
  return { ok: true, trunk, fax: faxOf(call, { trunk, tenantId: tenant.id, calledNumber }) };
}

interface Called {
  readonly trunk: TrunkConfiguration;
  readonly tenantId: string;
  readonly calledNumber: PhoneNumber;
}

function faxOf({ callId, callerUser }: CallFacts, { trunk, tenantId, calledNumber }: Called): FaxIncoming['data'] {
  const sipCallId = callId.slice(0, MAX_CALL_ID_CHARS);
  return {
    faxId: incomingFaxId({ trunk: trunk.name, sipCallId, calledNumber }),
    tenantId, calledNumber, sipCallId,
    mode: trunk.modes.includes('live') ? 'live' : 'test',
    // Withheld, or no number at all.
    phoneNumber: numberOfUser(callerUser) ?? '',
    trunk: trunk.name,
  };
}
