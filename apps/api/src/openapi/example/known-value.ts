export const EXAMPLE_FAX_ID = '9acb1d18-a096-49af-b898-b17f8f846a4b';
export const EXAMPLE_TENANT_ID = '68bb434c-0cfd-43bb-984b-4b2af9dac16e';
export const EXAMPLE_ATTEMPT_ID = `att_${EXAMPLE_FAX_ID}_1`;
export const EXAMPLE_ENDPOINT_ID = 'hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e';
export const EXAMPLE_TIME = '2026-11-21T09:33:34.947Z';
export const EXAMPLE_REQUEST_ID = '3262052c-b8af-40fb-b28d-3899910c42c5';

/** What properties and parameters of these names look like wherever they are. A value of another type than its schema's is not taken. */
export const KNOWN_VALUES: Readonly<Record<string, unknown>> = {
  tenantId: EXAMPLE_TENANT_ID,
  faxId: EXAMPLE_FAX_ID,
  attemptId: EXAMPLE_ATTEMPT_ID,
  endpointId: EXAMPLE_ENDPOINT_ID,
  deliveryId: '4711',
  keyId: '4f1c9a52d1b24c8e',
  batchId: 'batch-2026-11',
  requestId: EXAMPLE_REQUEST_ID,
  phoneNumber: '+19995550100',
  faxNumber: '+19995550100',
  senderNumber: '+19995550000',
  number: '+19995550000',
  stationId: '+1 999 555 0000',
  remoteStationId: '+1 999 555 0100',
  headerText: 'Clinic',
  name: 'Clinic',
  description: 'Orders',
  defaultCountry: 'US',
  metadata: { case: '17' },
  subject: 'Results',
  message: 'Dear Dr. Miller, please find enclosed.',
  url: 'https://example.com/fax-events',
  documentUrl: 'https://example.com/letter.pdf',
  document: 'letter.pdf',
  'Idempotency-Key': 'order-17',
  'Last-Event-ID': '3',
  limit: 20,
  eventType: 'FaxSent',
};
