import type {
  AttemptFailure, CallTraceReference, DocumentRendered, ErasureReason, FaxReceived, FaxWebhookUpdateFailed, Negotiation, PageSent,
} from './fax-event.ts';
import type { IncomingCommand } from './inbound/incoming-command.ts';
import type { FailureCause } from './failure-cause.ts';
import type { LineSettings } from './line-settings.ts';

/** Who reports for an attempt, and by what right. */
export interface AttemptClaim {
  readonly attemptId: string;
  /** The attempt's fencing token; a report with another one comes from a worker that was given up on. */
  readonly token: number;
}

export type FaxCommand =
  | IncomingCommand
  | { readonly type: 'ReceiveFax'; readonly fax: FaxReceived['data'] }
  | { readonly type: 'HoldFax' }
  | { readonly type: 'ReviveFax' }
  | { readonly type: 'StopFax' }
  | { readonly type: 'RetryFax' }
  | { readonly type: 'RecordRendering'; readonly pages: DocumentRendered['data'] }
  | {
      readonly type: 'InitiateAttempt';
      readonly number: number;
      readonly trunk: string;
      readonly callerNumber: string;
      readonly fromPage: number;
      readonly settings: LineSettings;
    }
  | (AttemptClaim & { readonly type: 'RecordRinging'; readonly sipStatus: number })
  | (AttemptClaim & { readonly type: 'RecordAnswer'; readonly sipCallId: string })
  | (AttemptClaim & { readonly type: 'RecordNegotiation'; readonly negotiation: Negotiation })
  | (AttemptClaim & { readonly type: 'RecordPage'; readonly page: Omit<PageSent['data'], 'attemptId'> })
  | (AttemptClaim & { readonly type: 'RecordTrace'; readonly trace: CallTraceReference })
  | (AttemptClaim & { readonly type: 'RecordAttemptFailure'; readonly failure: AttemptFailure; readonly jitter: number })
  | { readonly type: 'CloseAsSent' }
  | { readonly type: 'CloseAsFailed'; readonly cause: FailureCause; readonly detail?: string }
  | { readonly type: 'CloseAsCancelled' }
  | { readonly type: 'RecordWebhookGivenUp'; readonly delivery: FaxWebhookUpdateFailed['data'] }
  | { readonly type: 'EraseDocument'; readonly reason: ErasureReason }
  /** Erases the document as well, where that was not done before. */
  | { readonly type: 'ErasePersonalData'; readonly reason: ErasureReason };
