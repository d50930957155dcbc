import { attemptIdOf } from './attempt-id.ts';
import type { AttemptFailure, FaxEvent } from './fax-event.ts';
import { FULL_SETTINGS } from './line-settings.ts';
import { phoneNumber } from './phone-number.ts';

export const FAX_ID = '7d9f7f57-2f0f-4a0c-9c0c-0d6f3e7a1b11';
const TENANT_ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

/** The events of an ordinary fax, for specifications: each function is one thing that happens, a second apart. */
export const received = (at = 0): FaxEvent => ({
  type: 'FaxReceived',
  at,
  data: {
    faxId: FAX_ID,
    tenantId: TENANT_ID,
    mode: 'test',
    phoneNumber: phoneNumber('+19995550100'),
    document: { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1_000 },
    resolution: 'fine',
    metadata: { case: '17' },
    requestHash: 'r'.repeat(64),
  },
});

export const rendered = (pageCount = 3, at = 1_000): FaxEvent => ({
  type: 'DocumentRendered',
  at,
  data: { sha256: 'a'.repeat(64), pageCount, widthPx: 1728, bytes: 9_000, pageSha256: Array<string>(pageCount).fill('b'.repeat(64)), renderMs: 40 },
});

export const begun = (number = 1, { token = 3, fromPage = 0, manual = false, at = 2_000 } = {}): FaxEvent => ({
  type: manual ? 'FaxRetryAttempted' : 'FaxAttemptInitiated',
  at,
  data: { attemptId: attemptIdOf(FAX_ID, number), number, token, trunk: 'carrier', callerNumber: '+15550001111', fromPage, settings: FULL_SETTINGS },
});

export const negotiated = (number = 1, at = 3_000): FaxEvent => ({
  type: 'FaxNegotiated',
  at,
  data: { attemptId: attemptIdOf(FAX_ID, number), bitRate: 14_400, ecm: true, compression: 'MMR', resolution: '204x196' },
});

export const confirmed = (page: number, { number = 1, at = 4_000 } = {}): FaxEvent => ({
  type: 'PageSent',
  at,
  data: { attemptId: attemptIdOf(FAX_ID, number), page, bitRate: 14_400, badRows: 0, bytes: 20_000 },
});

export const failed = (cause: AttemptFailure['cause'], { number = 1, at = 5_000, ...rest }: Partial<AttemptFailure> & { number?: number; at?: number } = {}): FaxEvent => ({
  type: 'AttemptFailed',
  at,
  data: { attemptId: attemptIdOf(FAX_ID, number), cause, detail: 'seen in a specification', jitter: 0, ...rest },
});

export const gaveUp = (cause: AttemptFailure['cause'] = 'busy', at = 6_000): FaxEvent => ({ type: 'FaxFailed', at, data: { cause, reason: 'It failed.' } });
export const sent = (at = 6_000): FaxEvent => ({ type: 'FaxSent', at, data: { pageCount: 3, attempts: 1 } });
export const held = (at = 1_500): FaxEvent => ({ type: 'FaxHeld', at, data: {} });
export const revived = (at = 1_600): FaxEvent => ({ type: 'FaxRevived', at, data: {} });
export const stopAsked = (at = 1_500): FaxEvent => ({ type: 'FaxReceivedForCancel', at, data: {} });
export const cancelled = (at = 1_600): FaxEvent => ({ type: 'FaxCancelled', at, data: {} });
export const retryAsked = (at = 7_000): FaxEvent => ({ type: 'FaxRetry', at, data: {} });
