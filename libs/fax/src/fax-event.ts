import type { FailureCause } from './failure-cause.ts';
import type { LineSettings } from './line-settings.ts';
import type { PhoneNumber } from './phone-number.ts';

/** Vertical resolution of the pages: 98, 196 or 391 lines per inch at 204 dots per inch (ITU-T T.4). */
export type Resolution = 'standard' | 'fine' | 'superfine';

/** Seen from the tenant: `outbound` faxes are sent, `inbound` ones came in on one of its numbers. */
export type FaxDirection = 'outbound' | 'inbound';

/** `test` faxes go to the sandbox carrier and nowhere else. */
export type FaxMode = 'live' | 'test';

/** Paper of text, of images that say no size, and of the cover page. */
export type PageSize = 'A4' | 'Letter' | 'Legal';

/** Faxes of a higher priority go first among those of the same tenant that wait. */
export type Priority = 'low' | 'normal' | 'high';

/** What stands on a page before the document. */
export interface CoverPage {
  readonly template: 'standard' | 'confidential' | 'urgent';
  readonly to?: string;
  readonly from?: string;
  readonly subject?: string;
  readonly message?: string;
}

/** Why something was erased: somebody asked for it, or the tenant's policy said so. */
export type ErasureReason = 'request' | 'retention';

export interface DocumentReference {
  /** SHA-256 of the bytes that were uploaded, hex. */
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly fileName?: string;
}

/** What a sender may ask for beside the number and the document. */
export interface FaxWishes {
  /** Documents after the first, in their order: all are sent as one fax. */
  readonly attachments?: readonly DocumentReference[];
  readonly coverPage?: CoverPage;
  readonly pageSize?: PageSize;
  /** One of the tenant's numbers, E.164: shown to the far end instead of the trunk's. */
  readonly senderNumber?: string;
  /** Transmitting subscriber identification (TSI, T.30 5.3.6.2.5). */
  readonly stationId?: string;
  /** Stands in the line that is put at the top of each page. */
  readonly headerText?: string;
  readonly priority?: Priority;
  /** Not dialled before, milliseconds since the Unix epoch. */
  readonly sendAt?: number;
  /** Not dialled from then on, milliseconds since the Unix epoch. */
  readonly expiresAt?: number;
  /** 1 to 5 automatic attempts, where the tenant's policy allows more. */
  readonly maxAttempts?: number;
  /** What belongs together, by the sender's own name or by that of a batch. */
  readonly batchId?: string;
}

interface Fact<Type extends string, Data> {
  readonly type: Type;
  /** When it happened, milliseconds since the Unix epoch. */
  readonly at: number;
  readonly data: Data;
}

export type FaxReceived = Fact<
  'FaxReceived',
  FaxWishes & {
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
  /** How the fax goes over the network; left out: T.38. */
  readonly transport?: 't38' | 'g711';
}
export type FaxNegotiated = Fact<'FaxNegotiated', OfAttempt & Negotiation>;
export type PageSent = Fact<
  'PageSent',
  OfAttempt & { /** 0-based page of the document. */ readonly page: number; readonly bitRate: number; readonly badRows: number; readonly bytes: number }
>;
/** Everything that went over the line in an attempt, as one document in the store. */
export interface CallTraceReference {
  /** SHA-256, hex. */
  readonly sha256: string;
  readonly bytes: number;
}
export type CallTraced = Fact<'CallTraced', OfAttempt & CallTraceReference>;
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
/** A call to one of the tenant's numbers was answered. The first event of a fax that comes in. */
export type FaxIncoming = Fact<
  'FaxIncoming',
  {
    readonly faxId: string;
    readonly tenantId: string;
    readonly mode: FaxMode;
    /** The calling number, E.164; empty where the network did not tell it. */
    readonly phoneNumber: string;
    /** The tenant's number that was called. */
    readonly calledNumber: PhoneNumber;
    readonly trunk: string;
    readonly sipCallId: string;
  }
>;
export type PageReceived = Fact<
  'PageReceived',
  Negotiation & {
    /** 0-based. */
    readonly page: number;
    /** The page alone as a TIFF in the document store, SHA-256, hex. */
    readonly sha256: string;
    readonly bytes: number;
    readonly widthPx: number;
    readonly lengthRows: number;
    readonly badRows: number;
    /** The sender declared it the last one (EOP). */
    readonly last: boolean;
  }
>;
/** How a call that came in ended, whatever it brought. */
export interface IncomingEnd {
  readonly pageCount: number;
  /** All pages as one TIFF in the document store; absent where there are none. */
  readonly document?: DocumentReference;
  /** From the answer to the end of the call. */
  readonly durationMs: number;
  /** The far end's TSI (T.30 5.3.6.2.5), as it was sent: not to be trusted. */
  readonly remoteStationId?: string;
  /** Whom the sender asked for (SUB, T.30 5.3.6.2.12). */
  readonly subAddress?: string;
  /** T.30 completion code. */
  readonly t30Code?: number;
}
export type FaxArrived = Fact<'FaxArrived', IncomingEnd>;
export type FaxIncomingFailed = Fact<
  'FaxIncomingFailed',
  IncomingEnd & { readonly cause: FailureCause; readonly reason: string; readonly detail?: string }
>;
/** The bytes are gone, or will be once no other fax names them. */
export type FaxDocumentErased = Fact<
  'FaxDocumentErased',
  { readonly reason: ErasureReason; /** SHA-256, hex: the uploads, then the pages. */ readonly documents: readonly string[] }
>;
/** The key of the fax's personal data is gone: nobody reads numbers, names and metadata in its events any more. */
export type FaxPersonalDataErased = Fact<'FaxPersonalDataErased', { readonly reason: ErasureReason }>;

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
  | CallTraced
  | AttemptFailed
  | FaxSent
  | FaxFailed
  | FaxRetry
  | FaxRetryAttempted
  | FaxWebhookUpdateFailed
  | FaxIncoming
  | PageReceived
  | FaxArrived
  | FaxIncomingFailed
  | FaxDocumentErased
  | FaxPersonalDataErased;

export type FaxEventType = FaxEvent['type'];
