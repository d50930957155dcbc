import { ENDPOINT_DISABLED_EVENT } from '@faxwire/tenancy';

const NOTICE_SOURCE = 'urn:faxwire:webhooks';

export interface EndpointDisabled {
  readonly tenantId: string;
  readonly endpointId: string;
  readonly url: string;
  readonly disabledReason: string;
  /** RFC 3339, UTC. */
  readonly disabledOn: string;
}

/** The body that tells of an endpoint's end: the envelope is that of an event of a fax, `subject` the endpoint. */
export function endpointDisabledBody(eventId: string, data: EndpointDisabled): string {
  return JSON.stringify({
    id: eventId, source: NOTICE_SOURCE, specVersion: '1.0', type: ENDPOINT_DISABLED_EVENT, dataContentType: 'application/json', time: data.disabledOn,
    causationId: eventId, subject: data.endpointId, sequence: 1, data,
  });
}
