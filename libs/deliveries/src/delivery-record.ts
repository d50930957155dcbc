import type { RecordedAttempt } from './attempt-outcome.ts';
import type { DeliveryState } from './webhook-delivery-entity.ts';

/** A delivery as its tenant sees it. Times in ms since the Unix epoch. */
export interface DeliveryRecord {
  readonly eventId: string;
  readonly endpointId: string;
  /** Empty for what is about no fax. */
  readonly faxId: string;
  readonly eventType: string;
  /** Empty where the personal data of its fax was erased. */
  readonly body: string;
  readonly state: DeliveryState;
  readonly reason: string | undefined;
  readonly attempts: readonly RecordedAttempt[];
  readonly createdAt: number;
  readonly nextAttemptAt: number | undefined;
  readonly finishedAt: number | undefined;
  readonly acknowledgedAt: number | undefined;
}

/** Where a page of the log ends. Within an endpoint no two deliveries have both in common. */
export interface DeliveryPlace {
  readonly createdAt: number;
  readonly eventId: string;
}

export const RECORD_COLUMNS =
  'event_id, endpoint_id, fax_id, event_type, body, state, reason, attempts, created_at, next_attempt_at, finished_at, acknowledged_at';

/** @param row of `RECORD_COLUMNS` */
export function recordOf(row: Record<string, unknown>): DeliveryRecord {
  const text = (column: string) => String(row[column]);
  const time = (column: string) => (row[column] instanceof Date ? row[column].getTime() : undefined);
  const state = text('state') as DeliveryState;
  return {
    eventId: text('event_id'), endpointId: text('endpoint_id'), faxId: text('fax_id'), eventType: text('event_type'), body: text('body'), state,
    reason: row['reason'] === null ? undefined : text('reason'), attempts: row['attempts'] as RecordedAttempt[],
    createdAt: time('created_at') ?? 0, nextAttemptAt: state === 'pending' ? time('next_attempt_at') : undefined,
    finishedAt: time('finished_at'), acknowledgedAt: time('acknowledged_at'),
  };
}
