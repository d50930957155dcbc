import { EVENT_SOURCE, type FaxCloudEvent } from '@faxwire/contracts';
import type { StoredEvent } from '@faxwire/event-log';
import type { FaxEvent } from '@faxwire/fax';

export function toCloudEvent({ id, event, faxId, version, tenantId, meta }: StoredEvent): FaxCloudEvent {
  return {
    specversion: '1.0',
    id,
    source: EVENT_SOURCE,
    type: event.type,
    time: new Date(event.at).toISOString(),
    subject: faxId,
    datacontenttype: 'application/json',
    data: event.data,
    sequence: version,
    tenantid: tenantId,
    ...(meta.traceparent === undefined ? {} : { traceparent: meta.traceparent }),
  };
}

/** The event as the domain knows it. */
export function faxEventOf({ type, time, data }: FaxCloudEvent): FaxEvent {
  return { type, at: Date.parse(time), data } as FaxEvent;
}
