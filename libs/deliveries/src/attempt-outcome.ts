import type { NetworkErrorCode } from '@faxwire/outbound';
import type { WebhookUrlRefusalCode } from '@faxwire/tenancy';

export type DeliveryErrorCode =
  | WebhookUrlRefusalCode
  | NetworkErrorCode
  /** The mail server will not take this message for this mailbox, now or later (5xx, RFC 5321 4.2.1). */
  | 'mail_rejected'
  /** The mail server did not take it this time: 4xx, or a 5xx that is not about the message. */
  | 'mail_deferred'
  /** This process was told to leave before the answer came. */
  | 'stopped'
  /** The worker vanished: the receiver may or may not have seen this attempt. */
  | 'interrupted'
  | 'endpoint_disabled'
  | 'endpoint_deleted';

/** What one request came to. `status` is absent where no answer arrived; `error` where the whole answer did. */
export interface AttemptOutcome {
  readonly durationMs: number;
  readonly status?: number;
  readonly error?: DeliveryErrorCode;
  /** The beginning of the answer's body. */
  readonly response?: string;
  /** Where to and under which headers it went, secrets masked. */
  readonly request?: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
  /** The receiver's wish. */
  readonly retryAfterMs?: number;
}

/** An attempt as the delivery log keeps it; without outcome while it runs. Times in ms since the Unix epoch. */
export interface RecordedAttempt extends Partial<AttemptOutcome> {
  readonly number: number;
  readonly startedAt: number;
}

export function isDelivered({ status, error }: AttemptOutcome): boolean {
  return error === undefined && status !== undefined && status >= 200 && status < 300;
}

/** The reason in one word: `http_500`, `timeout`. */
export function reasonOf({ status, error }: AttemptOutcome): string {
  return error ?? `http_${status ?? 0}`;
}
