import type { FaxDirection, FaxMode, Resolution } from './fax-event.ts';
import type { FailureCause } from './failure-cause.ts';
import { isAtRest, type FaxStatus } from './fax-status.ts';
import type { FaxState } from './fax-state.ts';

/** What lists and searches show of a fax: derived from its events alone, written with them. */
export interface FaxSummary {
  readonly faxId: string;
  readonly tenantId: string;
  readonly direction: FaxDirection;
  readonly mode: FaxMode;
  readonly version: number;
  readonly status: FaxStatus;
  /** False once nothing more happens by itself. */
  readonly open: boolean;
  readonly phoneNumber: string;
  /** The tenant's number that was called; of inbound faxes, until it was erased. */
  readonly calledNumber: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly pageCount: number | undefined;
  readonly pagesConfirmed: number;
  /** A call that came in counts as one. */
  readonly attempts: number;
  readonly failureCause: FailureCause | undefined;
  readonly failedReason: string | undefined;
  readonly batchId: string | undefined;
  readonly resolution: Resolution;
  readonly webhookFailed: boolean;
  readonly sentAt: number | undefined;
  readonly restedAt: number | undefined;
  readonly sendAt: number | undefined;
  readonly documentErasedAt: number | undefined;
  readonly personalDataErasedAt: number | undefined;
}

export function summarise(state: FaxState): FaxSummary {
  return {
    faxId: state.faxId,
    tenantId: state.tenantId,
    direction: state.direction,
    mode: state.mode,
    version: state.version,
    status: state.status,
    open: !isAtRest(state.phase),
    phoneNumber: state.phoneNumber,
    calledNumber: state.incoming?.calledNumber,
    metadata: state.metadata,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    pageCount: state.pages?.pageCount,
    pagesConfirmed: state.pagesConfirmed,
    attempts: state.incoming ? 1 : state.attempts.length,
    failureCause: state.failure?.cause,
    failedReason: state.failure?.reason,
    batchId: state.batchId,
    resolution: state.resolution,
    webhookFailed: state.webhookFailed ?? false,
    sentAt: state.sentAt,
    restedAt: state.restedAt,
    sendAt: state.sendAt,
    documentErasedAt: state.documentErasedAt,
    personalDataErasedAt: state.personalDataErasedAt,
  };
}
