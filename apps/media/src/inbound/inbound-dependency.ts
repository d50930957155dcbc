import type { ChannelBook } from '@faxwire/contracts';
import type { FactJournal, FaxRecord, ReceivedDocumentDependencies } from '@faxwire/lifecycle';
import type { Clock } from '@faxwire/sip';
import type { NumberBook, QuotaUse, Tenants } from '@faxwire/tenancy';
import type { TrunkDoor } from '@faxwire/trunks';
import type { FaxTerminals } from '../fax-engine.ts';
import type { CallMetrics, MediaLogger } from '../media-dependency.ts';

/** What became of a call that came in, before any fax. */
export type CallOutcome = 'answered' | 'stranger' | 'unknown_number' | 'tenant_suspended' | 'quota_exceeded' | 'no_channel' | 'no_port' | 'not_acceptable' | 'given_up' | 'failed';

export interface InboundMetrics extends CallMetrics {
  incomingCall(outcome: CallOutcome): void;
}

export interface InboundDependencies extends ReceivedDocumentDependencies {
  readonly faxes: FaxRecord;
  /** Keeps what was confirmed while the log is away; without it a call ends that can not record its pages. */
  readonly journal?: FactJournal;
  readonly channels: ChannelBook;
  readonly door: TrunkDoor;
  readonly numbers: Pick<NumberBook, 'tenantOf'>;
  readonly tenants: Pick<Tenants, 'record'>;
  readonly quotaUse: Pick<QuotaUse, 'exhausted'>;
  readonly terminals: FaxTerminals;
  readonly clock: Clock;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly metrics?: InboundMetrics;
  readonly logger?: MediaLogger;
  /** Seconds of the far end's time. */
  readonly maxCallSeconds: number;
}
