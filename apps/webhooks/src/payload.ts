import { WEBHOOK_INTERNAL_FIELDS, type FaxCloudEvent } from '@faxwire/contracts';
import { fold, summarise, type FaxEvent } from '@faxwire/fax';

/** An event as it stands in its fax's stream. */
export interface FaxStreamEvent {
  readonly version: number;
  readonly event: FaxEvent;
}

/**
 * The body of a webhook: the event, and the fax as it stood right after it. Thin on purpose; everything else is a GET away.
 * `id` and `causationId` name the event, `subject` the fax.
 */
export function webhookBody(event: FaxCloudEvent, stream: readonly FaxStreamEvent[]): string {
  return JSON.stringify({
    id: event.id,
    source: event.source,
    specVersion: '1.0',
    type: event.type,
    dataContentType: 'application/json',
    time: event.time,
    causationId: event.id,
    subject: event.subject,
    sequence: event.sequence,
    data: { ...detailsOf(event), ...faxAfter(event, stream) },
  });
}

function detailsOf({ data }: FaxCloudEvent): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !WEBHOOK_INTERNAL_FIELDS.has(name)));
}

/** The attributes that the faxId API documents. */
function faxAfter(event: FaxCloudEvent, stream: readonly FaxStreamEvent[]): Record<string, unknown> {
  const upToIt = stream.filter(({ version }) => version <= event.sequence);
  const fax = summarise(fold(upToIt.map(({ event: happened }) => happened)));
  return {
    tenantId: fax.tenantId,
    faxId: fax.faxId,
    faxStatus: fax.status,
    createdOn: new Date(fax.createdAt).toISOString(),
    updatedOn: new Date(fax.updatedAt).toISOString(),
    phoneNumber: fax.phoneNumber,
    direction: fax.direction,
    ...(fax.calledNumber === undefined ? {} : { calledNumber: fax.calledNumber }),
    metadata: fax.metadata,
    ...(fax.failedReason === undefined ? {} : { failedReason: fax.failedReason }),
  };
}
