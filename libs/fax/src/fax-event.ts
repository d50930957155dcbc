import type { FailureCause } from './failure-cause.ts';
import type { LineSettings } from './line-settings.ts';
import type { PhoneNumber } from './phone-number.ts';

/** Vertical resolution of the pages: 98, 196 or 391 lines per inch at 204 dots per inch (ITU-T T.4). */
export type Resolution = 'standard' | 'fine' | 'superfine';

/** `test` faxes go to the sandbox carrier and nowhere else. */
export type FaxMode = 'live' | 'test';

export interface DocumentReference {
  /** SHA-256 of the bytes that were uploaded, hex. */
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly fileName?: string;
}

interface Fact<Type extends string, Data> {
  readonly type: Type;
  /** When it happened, milliseconds since the Unix epoch. */
  readonly at: number;
  readonly data: Data;
}

export type FaxReceived = Fact<
  'FaxReceived',
  {
    readonly faxId: string;
    readonly tenantId: string;
    readonly mode: FaxMode;
    readonly phoneNumber: PhoneNumber;
    readonly document: DocumentReference;
    readonly resolution: Resolution;
    readonly metadata: Readonly<Record<string, string>>;
    /** SHA-256 of the request, so that a repeated Idempotency-Key can be told from a misused one. */
    readonly requestHash: string;
  }
>;
export type FaxHeld = Fact<'FaxHeld', Record<never, never>>;
export type FaxRevived = Fact<'FaxRevived', Record<never, never>>;
export type FaxReceivedForCancel = Fact<'FaxReceivedForCancel', Record<never, never>>;
export type FaxCancelled = Fact<'FaxCancelled', Record<never, never>>;
export type FaxRetry = Fact<'FaxRetry', Record<never, never>>;

export type DocumentRendered = Fact<
  'DocumentRendered',
  {
    /** The pages as one TIFF in the document store, SHA-256, hex. */
    readonly sha256: string;
    readonly pageCount: number;
    readonly widthPx: number;
    readonly bytes: number;
    /** SHA-256 of each page's rows, hex, in order. */
    readonly pageSha256: readonly string[];
    readonly renderMs: number;
  }
>;

export interface AttemptStart {
  readonly attemptId: string;
  /** 1 for the first, counting automatic and manual ones alike. */
  readonly number: number;
  /** Who reports for this attempt must show it: the version of the event that began it. */
  readonly token: number;
  readonly trunk: string;
  readonly callerNumber: string;
  /** First page to transmit, 0-based. */
  readonly fromPage: number;
  readonly settings: LineSettings;
}
export type FaxAttemptInitiated = Fact<'FaxAttemptInitiated', AttemptStart>;
export type FaxRetryAttempted = Fact<'FaxRetryAttempted', AttemptStart>;

interface OfAttempt {
  readonly attemptId: string;
}
export type CallRinging = Fact<'CallRinging', OfAttempt & { readonly sipStatus: number }>;
export type CallAnswered = Fact<'CallAnswered', OfAttempt & { readonly sipCallId: string }>;
export interface Negotiation {
  /** bit/s */
  readonly bitRate: number;
  readonly ecm: boolean;
  /** T.4 one-dimensional, T.4 two-dimensional or T.6: `MH`, `MR`, `MMR`. */
  readonly compression: string;
  readonly resolution: string;
  /** The far end's CSI (T.30 5.3.6.2.4), as it was sent: not to be trusted. */
  readonly remoteStationId?: string;
}
export type FaxNegotiated = Fact<'FaxNegotiated', OfAttempt & Negotiation>;
export type PageSent = Fact<
  'PageSent',
  OfAttempt & { /** 0-based page of the document. */ readonly page: number; readonly bitRate: number; readonly badRows: number; readonly bytes: number }
>;
export interface AttemptFailure {
  readonly cause: FailureCause;
  /** What exactly was seen, for engineers. */
  readonly detail: string;
  readonly sipStatus?: number;
  /** T.30 completion code. */
  readonly t30Code?: number;
  /** The carrier's wish (Retry-After), milliseconds. */
  readonly retryAfterMs?: number;
}
export type AttemptFailed = Fact<
  'AttemptFailed',
  OfAttempt & AttemptFailure & { /** 0 to 1: spreads the next attempt in time. */ readonly jitter: number }
>;
export type FaxSent = Fact<'FaxSent', { readonly pageCount: number; readonly attempts: number }>;
export type FaxFailed = Fact<'FaxFailed', { readonly cause: FailureCause; readonly reason: string; readonly detail?: string }>;
export type FaxWebhookUpdateFailed = Fact<
  'FaxWebhookUpdateFailed',
  { readonly endpointId: string; readonly webhookId: string; readonly eventType: string; readonly attempts: number; readonly reason: string }
>;

export type FaxEvent =
  | FaxReceived
  | FaxHeld
  | FaxRevived
  | FaxReceivedForCancel
  | FaxCancelled
  | DocumentRendered
  | FaxAttemptInitiated
  | CallRinging
  | CallAnswered
  | FaxNegotiated
  | PageSent
  | AttemptFailed
  | FaxSent
  | FaxFailed
  | FaxRetry
  | FaxRetryAttempted
  | FaxWebhookUpdateFailed;

export type FaxEventType = FaxEvent['type'];
