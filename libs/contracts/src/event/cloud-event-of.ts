import type { FaxEvent } from '@faxwire/fax';
import { EVENT_SOURCE, eventIdOf, type FaxCloudEvent } from '../cloud-event.ts';
import { timestamp } from '../fax-body.ts';

export interface EventPlace {
  readonly faxId: string;
  readonly tenantId: string;
  /** Position of the event in its fax, from 1. */
  readonly version: number;
  readonly traceparent?: string;
}

/** An event of a fax as it leaves the house. */
export function cloudEventOf(event: FaxEvent, { faxId, tenantId, version, traceparent }: EventPlace): FaxCloudEvent {
  return {
    specversion: '1.0',
    id: eventIdOf(faxId, version),
    source: EVENT_SOURCE,
    type: event.type,
    time: timestamp(event.at),
    subject: faxId,
    datacontenttype: 'application/json',
    data: event.data,
    sequence: version,
    tenantid: tenantId,
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}
