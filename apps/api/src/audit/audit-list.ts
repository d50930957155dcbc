import * as z from 'zod';
import { timestamp, type AuditEventBody, type AuditListBody } from '@faxwire/contracts';
import type { AuditEvent, AuditRequest, KeyMode } from '@faxwire/tenancy';

const DEFAULT_PAGE = 20;
/** A page is one answer in memory. */
const MAX_PAGE = 100;
const MAX_FILTER_CHARS = 100;
/** Within 63 bits. */
const POSITION = /^[0-9]{1,18}$/;

const filter = (description: string) => z.string().min(1).max(MAX_FILTER_CHARS).regex(/^[^\p{Cc}\p{Cs}]*$/u).optional().meta({ description });

export const TenantAuditQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE).meta({ description: 'Entries in one answer.' }),
  after: z.string().regex(POSITION, 'the `next` of an earlier answer is needed').optional().meta({ description: '`next` of the answer before.', example: '17' }),
  action: filter('Entries of this operation only.'),
  actor: filter('Entries of this actor only: `root`, or `key:` and a key\'s id.'),
  object: filter('Entries about the object with this id only.'),
});

export const AdminAuditQuery = TenantAuditQuery.extend({ tenantId: z.uuid().optional().meta({ description: 'Entries about this tenant only.' }) });

export function auditRequest({ after, ...rest }: z.infer<typeof AdminAuditQuery>): AuditRequest {
  return { ...rest, before: after };
}

/** To a tenant the operator has no address; to a test key nothing says how what is live looked. */
export function auditListBody(events: readonly AuditEvent[], { limit, forTenant }: { limit: number; forTenant?: KeyMode }): AuditListBody {
  const last = events.at(-1);
  const shown = events.map(eventBody).map((event) => (forTenant ? forEyesOf(forTenant, event) : event));
  return { events: shown, ...(last && events.length === limit && { next: last.auditId }) };
}

function forEyesOf(mode: KeyMode, { before, after, ...event }: AuditEventBody): AuditEventBody {
  const states = mode === 'live' ? { ...(before && { before }), ...(after && { after }) } : {};
  return { ...event, ...states, ...(event.actor === 'root' && { address: 'operator' }) };
}

function eventBody({ auditId, at, tenantId, actor, action, object, before, after, address, requestId }: AuditEvent): AuditEventBody {
  return {
    auditId, at: timestamp(at), actor, action, address, requestId,
    ...(tenantId !== undefined && { tenantId }),
    ...(object !== undefined && { object }),
    ...(before !== undefined && { before: { ...before } }),
    ...(after !== undefined && { after: { ...after } }),
  };
}
