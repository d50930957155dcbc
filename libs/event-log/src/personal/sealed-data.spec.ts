import type { FaxEventType } from '@faxwire/fax';
import { newPersonalKey, sealData, unsealData } from './sealed-data.ts';

const BOUND_TO = 'evt_7d9f7f57-2f0f-4a0c-9c0c-0d6f3e7a1b11_1';
const DOCUMENT = { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1_000 };

const RECEIVED = {
  faxId: '7d9f7f57-2f0f-4a0c-9c0c-0d6f3e7a1b11', mode: 'test', resolution: 'fine', phoneNumber: '+19995550100', metadata: { patient: 'Miller' }, requestHash: 'r',
  senderNumber: '+19995550200', stationId: 'CLINIC', headerText: 'Clinic', coverPage: { template: 'standard', to: 'Dr. Miller' },
  document: { ...DOCUMENT, fileName: 'miller.pdf' }, attachments: [DOCUMENT, { ...DOCUMENT, fileName: 'second miller.pdf' }],
};
const CASES: readonly (readonly [FaxEventType, Record<string, unknown>])[] = [
  ['FaxReceived', RECEIVED],
  ['FaxReceived', { ...RECEIVED, document: DOCUMENT, attachments: undefined }],
  ['FaxAttemptInitiated', { attemptId: 'att_1', callerNumber: '+19995550000' }],
  ['FaxRetryAttempted', { attemptId: 'att_1', callerNumber: '+19995550000' }],
  ['FaxNegotiated', { attemptId: 'att_1', bitRate: 14_400, remoteStationId: '+1 999 555 0100' }],
  ['AttemptFailed', { attemptId: 'att_1', cause: 'busy', detail: '486 Mr. Miller is busy' }],
  ['FaxFailed', { cause: 'busy', reason: 'The line was busy.', detail: 'Mr. Miller is busy' }],
];
/** In every value above that says who wrote to whom, and in no other. */
const TELLING = /miller|clinic|\+1/i;

describe('personal data of an event', () => {
  const key = newPersonalKey();

  it.each(CASES)('of %s is not to be read in what is stored, and comes back with the key', (type, data) => {
    const stored = sealData(type, data, { key, boundTo: BOUND_TO });
    expect(JSON.stringify(data)).toMatch(TELLING);
    expect(JSON.stringify({ ...stored, sealed: '' })).not.toMatch(TELLING);
    expect(unsealData(type, stored, { key, boundTo: BOUND_TO })).toEqual(data);
  });

  it.each(CASES)('of %s leaves blanks when the key is gone', (type, data) => {
    const stored = sealData(type, data, { key, boundTo: BOUND_TO });
    const left = unsealData(type, stored, { key: null, boundTo: BOUND_TO });
    expect(JSON.stringify(left)).not.toMatch(TELLING);
    expect(left).not.toHaveProperty('sealed');
  });

  it('keeps what was no personal data, and what the fold needs, as it was', () => {
    const left = unsealData('FaxReceived', sealData('FaxReceived', RECEIVED, { key, boundTo: BOUND_TO }), { key: null, boundTo: BOUND_TO });
    expect(left).toEqual({
      faxId: RECEIVED.faxId, mode: 'test', resolution: 'fine', phoneNumber: '', metadata: {}, requestHash: '', document: DOCUMENT, attachments: [DOCUMENT, DOCUMENT],
    });
  });

  it('stores an event without any as it is', () => {
    const data = { attemptId: 'att_1', page: 0 };
    expect(sealData('PageSent', data, { key, boundTo: BOUND_TO })).toBe(data);
  });

  it('opens in its own event only, and not with another fax\'s key', () => {
    const stored = sealData('FaxReceived', RECEIVED, { key, boundTo: BOUND_TO });
    expect(() => unsealData('FaxReceived', stored, { key, boundTo: 'evt_other_1' })).toThrow();
    expect(() => unsealData('FaxReceived', stored, { key: newPersonalKey(), boundTo: BOUND_TO })).toThrow();
  });
});
