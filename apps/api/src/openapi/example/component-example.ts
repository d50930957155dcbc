import { EXAMPLE_ATTEMPT_ID, EXAMPLE_ENDPOINT_ID, EXAMPLE_FAX_ID, EXAMPLE_TENANT_ID, EXAMPLE_TIME } from './known-value.ts';

const listedFax = {
  tenantId: EXAMPLE_TENANT_ID, faxId: EXAMPLE_FAX_ID, faxStatus: 'FaxSent', createdOn: EXAMPLE_TIME, updatedOn: '2026-11-21T09:36:05.946Z',
  phoneNumber: '+19995550100', mode: 'test', metadata: { case: '17' }, pageCount: 3, pagesConfirmed: 3, attemptCount: 1,
};

const attempt = {
  attemptId: EXAMPLE_ATTEMPT_ID, faxId: EXAMPLE_FAX_ID, number: 1, manual: false, status: 'sent',
  startedOn: '2026-11-21T09:33:35.111Z', ringingOn: '2026-11-21T09:33:35.119Z', answeredOn: '2026-11-21T09:33:35.220Z', endedOn: '2026-11-21T09:36:05.937Z',
  trunk: 'sandbox', callerNumber: '+19995550000', settings: { ecm: true, t38: true, v17: true, maxBitRate: 14_400 },
  fromPage: 0, pagesConfirmed: 3, badRows: 0, bitRate: 14_400, ecm: true, compression: 'MMR', resolution: '204x196', remoteStationId: '+19995550100',
};

const endpoint = {
  id: EXAMPLE_ENDPOINT_ID, url: 'https://example.com/fax-events', events: ['FaxSent', 'FaxFailed'], description: 'Orders', disabled: false, createdOn: EXAMPLE_TIME,
};

/**
 * Whole objects whose properties have to fit each other: a fax that was sent has no reason for its failure. What a schema
 * requires and is not here is made from the schema.
 */
export const COMPONENT_EXAMPLES: Readonly<Record<string, object>> = {
  Fax: { ...listedFax, resolution: 'fine' },
  ListedFax: listedFax,
  Attempt: attempt,
  FaxForm: { phoneNumber: '+19995550100', document: 'letter.pdf', metadata: { case: '17' }, resolution: 'fine' },
  FaxEvent: {
    faxId: EXAMPLE_FAX_ID, type: 'PageSent', time: '2026-11-21T09:35:45.696Z', sequence: 7,
    data: { page: 0, bytes: 15_369, badRows: 0, bitRate: 14_400, attemptId: EXAMPLE_ATTEMPT_ID },
  },
  CreateWebhookEndpoint: { url: endpoint.url, events: endpoint.events, description: endpoint.description },
  WebhookEndpoint: endpoint,
  CreatedWebhookEndpoint: { ...endpoint, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  DeleteWebhookEndpoint: { id: EXAMPLE_ENDPOINT_ID },
};
