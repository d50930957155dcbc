import type { FailureCause, FaxEvent } from '@faxwire/fax';
import type { FarCall } from './far-end-log.ts';
import type { Outage } from './timeline.ts';

export interface VersionedEvent {
  readonly version: number;
  readonly event: FaxEvent;
}

export interface FarCallEvidence extends FarCall {
  /** Of the pages that were received; undefined where nobody could read them. */
  readonly sha256?: readonly string[];
}

/** What the log, the API, the far end and the receiver of webhooks say of one accepted fax. */
export interface FaxEvidence {
  readonly key: string;
  readonly faxId: string;
  readonly phoneNumber: string;
  /** Streams of the log that its key began. */
  readonly streams: number;
  readonly events: readonly VersionedEvent[];
  /** What the API says in the end. */
  readonly status?: string;
  readonly failedCause?: FailureCause;
  /** Ends that the API told on the way, in order. */
  readonly ends: readonly string[];
  readonly calls: readonly FarCallEvidence[];
  /** Ids of the webhooks that came, each once. */
  readonly webhooks: readonly string[];
  /** Of the far end itself. */
  readonly farEndOutages: readonly Outage[];
}
