import type { FaxEvent } from '@faxwire/fax';

/** CloudEvents 1.0, JSON format: an event of a fax as it leaves the house. */
export interface FaxCloudEvent {
  readonly specversion: '1.0';
  /** `evt_<faxId>_<version>`: the same for every delivery of the same event. */
  readonly id: string;
  readonly source: string;
  readonly type: FaxEvent['type'];
  /** RFC 3339, UTC. */
  readonly time: string;
  /** The fax id. */
  readonly subject: string;
  readonly datacontenttype: 'application/json';
  readonly data: FaxEvent['data'];
  /** Extension: position of the event in its fax, from 1. */
  readonly sequence: number;
  /** Extension: the tenant that the fax belongs to. */
  readonly tenantid: string;
  /** Extension (CloudEvents distributed tracing): W3C trace context of what caused it. */
  readonly traceparent?: string;
}

export const FAX_EVENTS_TOPIC = 'fax.events.v1';
export const FAX_EVENTS_DEAD_LETTER_TOPIC = 'fax.events.v1.dlq';
export const EVENT_SOURCE = 'urn:faxwire:fax';

export function eventIdOf(faxId: string, version: number): string {
  return `evt_${faxId}_${version}`;
}
