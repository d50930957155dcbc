import type { FaxCloudEvent } from '@faxwire/contracts';
import type { Lag } from '@faxwire/event-log';

/** Events of faxes, each at least once, in the order of their fax. */
export interface EventSource {
  /** What has to answer for events to come, besides the database, by name; each throws where it does not. */
  readonly checks: Readonly<Record<string, () => Promise<void>>>;
  subscribe(options: SubscriptionOptions): Subscription;
}

export interface SubscriptionOptions {
  /** Processes of one group share its checkpoint; one of them reads at a time. */
  readonly group: string;
  /** Absent: every type. */
  readonly types?: readonly string[];
  /** Where a group that was never seen begins: with the first event there is (the default), or with the next. */
  readonly fromStart?: boolean;
  /**
   * The checkpoint moves when this has resolved. What it rejects with counts as a failed try, and after some tries the
   * event is set aside as a dead letter; `HandlerUnavailable` instead waits for better times.
   * Bounds its own time; after `HANDLER_LIMIT_MS` another process may begin with the same event.
   */
  handle(event: FaxCloudEvent, effect: Effect): Promise<void>;
  /** Aborting it is `stop()`. */
  readonly signal?: AbortSignal;
}

/**
 * The transaction in which the checkpoint moves: what is written here is stored exactly once. It begins with the first
 * query, and every reader of the log waits for it from then on, so nothing slow belongs after that. May be left unused.
 */
export interface Effect {
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;
}

export interface Subscription {
  readonly group: string;
  /** Events of any type that the group has not handled yet. */
  lag(): Promise<Lag>;
  /** Waits for the handler that is running. Rejects never. */
  stop(): Promise<void>;
}
