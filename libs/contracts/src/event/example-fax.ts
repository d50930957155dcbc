import { FULL_SETTINGS, decide, evolve, initialState, openAttempt, phoneNumber, type FaxCommand, type FaxState } from '@faxwire/fax';
import type { FaxCloudEvent } from '../cloud-event.ts';
import { cloudEventOf } from './cloud-event-of.ts';

const FAX_ID = '7d9f7f57-2f0f-4a0c-9c0c-0d6f3e7a1b11';
const TENANT_ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const BEGIN = Date.UTC(2026, 0, 15, 9, 30);
const SECOND_MS = 1_000;

/** What is done to a fax; an attempt's reports need to know which attempt is open. */
export type Doing = FaxCommand | ((state: FaxState) => FaxCommand);

/** The events that follow, as they leave the house: made by the domain, a second apart. */
export function storyOf(doings: readonly Doing[]): FaxCloudEvent[] {
  let state = initialState;
  const told: FaxCloudEvent[] = [];
  for (const [index, doing] of doings.entries()) {
    const command = typeof doing === 'function' ? doing(state) : doing;
    const decision = decide(command, state, BEGIN + index * SECOND_MS);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.message}`);
    for (const event of decision.events) {
      state = evolve(state, event);
      told.push(cloudEventOf(event, { faxId: state.faxId, tenantId: state.tenantId, version: state.version, traceparent: TRACEPARENT }));
    }
  }
  return told;
}

const SHA256 = (digit: string) => digit.repeat(64);

const receive: Doing = {
  type: 'ReceiveFax',
  fax: {
    faxId: FAX_ID, tenantId: TENANT_ID, mode: 'test', phoneNumber: phoneNumber('+19995550100'), resolution: 'fine', metadata: { case: '17' },
    document: { sha256: SHA256('d'), mediaType: 'application/pdf', bytes: 48_213, fileName: 'letter.pdf' }, requestHash: SHA256('c'),
  },
};
const render: Doing = {
  type: 'RecordRendering',
  pages: { sha256: SHA256('a'), pageCount: 2, widthPx: 1728, bytes: 61_840, pageSha256: [SHA256('1'), SHA256('2')], renderMs: 143 },
};
const begin: Doing = ({ attempts, pagesConfirmed }) => ({
  type: 'InitiateAttempt', number: attempts.length + 1, trunk: 'sandbox', callerNumber: '+19995550000', fromPage: pagesConfirmed, settings: FULL_SETTINGS,
});
const answer = (state: FaxState) => ({ type: 'RecordAnswer', ...claimOf(state), sipCallId: '8f1c0e5b@192.0.2.10' }) as const;
const ring = (state: FaxState) => ({ type: 'RecordRinging', ...claimOf(state), sipStatus: 180 }) as const;
const negotiate = (state: FaxState) => ({
  type: 'RecordNegotiation', ...claimOf(state),
  negotiation: { bitRate: 14_400, ecm: true, compression: 'MMR', resolution: '204x196', remoteStationId: '+1 999 555 0100' },
}) as const;
const confirm = (page: number) => (state: FaxState) => ({
  type: 'RecordPage', ...claimOf(state), page: { page, bitRate: 14_400, badRows: 0, bytes: 30_412 },
}) as const;
const trace = (state: FaxState) => ({ type: 'RecordTrace', ...claimOf(state), trace: { sha256: SHA256('e'), bytes: 21_904 } }) as const;
const fail = (state: FaxState) => ({
  type: 'RecordAttemptFailure', ...claimOf(state), jitter: 0.37,
  failure: { cause: 'dropped_mid_page', detail: 'BYE from the far end during page 2', sipStatus: 200, t30Code: 41 },
}) as const;

function claimOf(state: FaxState) {
  const attempt = openAttempt(state);
  if (!attempt) throw new RangeError('no attempt is open');
  return { attemptId: attempt.attemptId, token: attempt.token };
}

const LOST_WEBHOOK: Doing = {
  type: 'RecordWebhookGivenUp',
  delivery: {
    endpointId: 'hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e', webhookId: `evt_${FAX_ID}_1`, eventType: 'FaxReceived', attempts: 10,
    reason: 'The endpoint answered 503.',
  },
};

const line = { bitRate: 14_400, ecm: true, compression: 'MMR', resolution: '204x196', remoteStationId: '+1 999 555 0000' } as const;
const call: Doing = {
  type: 'ReceiveCall',
  call: {
    faxId: FAX_ID, tenantId: TENANT_ID, mode: 'test', phoneNumber: '+19995550000', calledNumber: phoneNumber('+19995550200'), trunk: 'sandbox',
    sipCallId: '2b7e1516@192.0.2.20',
  },
};
const take = (page: number, last = false): Doing => ({
  type: 'RecordPageReceived', page: { page, sha256: SHA256(String(page + 3)), bytes: 30_960, widthPx: 1728, lengthRows: 2292, badRows: 0, last, ...line },
});
const end = (pageCount: number) => ({
  pageCount, durationMs: 74_200, remoteStationId: line.remoteStationId,
  document: { sha256: SHA256('e'), mediaType: 'image/tiff', bytes: 61_920 },
}) as const;
const arrive: Doing = { type: 'CloseIncoming', end: { ...end(2), subAddress: '4711', t30Code: 0 }, cause: 'dropped_mid_page' };
const breakOff: Doing = { type: 'CloseIncoming', end: { ...end(1), t30Code: 49 }, cause: 'dropped_mid_page', detail: 'BYE from the far end in page 2' };

/** A fax that was cut off, given up on, asked for again and sent; and one that was held, stopped and erased; one that came in, and one that broke off. Every event comes in one of them. */
export const EXAMPLE_STORIES: readonly (readonly Doing[])[] = [
  [
    receive, render, begin, ring, answer, negotiate, confirm(0), trace, fail, { type: 'CloseAsFailed', cause: 'dropped_mid_page' },
    { type: 'RetryFax' }, begin, ring, answer, negotiate, confirm(1), trace, { type: 'CloseAsSent' }, LOST_WEBHOOK,
  ],
  [
    receive, { type: 'HoldFax' }, { type: 'ReviveFax' }, { type: 'StopFax' }, { type: 'CloseAsCancelled' }, { type: 'ErasePersonalData', reason: 'request' },
  ],
  [call, take(0), take(1, true), arrive],
  [call, take(0), breakOff],
];
