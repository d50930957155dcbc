import type {
  AttemptFailure, AttemptStart, CallTraceReference, DocumentReference, DocumentRendered, FaxDirection, FaxMode, FaxWishes, Negotiation, Resolution,
} from './fax-event.ts';
import type { FailureCause } from './failure-cause.ts';
import type { FaxPhase, FaxStatus } from './fax-status.ts';
import type { IncomingCall } from './inbound/incoming-call.ts';
import type { PhoneNumber } from './phone-number.ts';

export interface Attempt extends AttemptStart {
  readonly manual: boolean;
  readonly startedAt: number;
  readonly ringingAt?: number;
  readonly answeredAt?: number;
  readonly sipCallId?: string;
  readonly negotiation?: Negotiation;
  readonly trace?: CallTraceReference;
  /** Pages that the far end confirmed in this attempt. */
  readonly pagesConfirmed: number;
  readonly badRows: number;
  readonly endedAt?: number;
  readonly outcome: 'open' | 'sent' | 'failed';
  readonly failure?: AttemptFailure & { readonly jitter: number };
}

export interface StatusChange {
  readonly status: FaxStatus;
  readonly at: number;
}

/** A fax as its events tell it. */
export interface FaxState extends FaxWishes {
  /** Number of events folded; 0 for a fax that does not exist. */
  readonly version: number;
  readonly phase: FaxPhase;
  readonly status: FaxStatus;
  readonly faxId: string;
  readonly tenantId: string;
  readonly direction: FaxDirection;
  readonly mode: FaxMode;
  /** The far end's, E.164; empty where it is not known, or was erased. */
  readonly phoneNumber: PhoneNumber;
  readonly document?: DocumentReference;
  readonly resolution: Resolution;
  readonly metadata: Readonly<Record<string, string>>;
  readonly requestHash: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When it last became free to be sent: accepted, revived or asked for again. */
  readonly releasedAt: number;
  readonly pages?: DocumentRendered['data'];
  /** The call that an inbound fax came with. */
  readonly incoming?: IncomingCall;
  readonly attempts: readonly Attempt[];
  /** Pages confirmed from the first on, over all attempts. */
  readonly pagesConfirmed: number;
  readonly failure?: { readonly cause: FailureCause; readonly reason: string };
  readonly history: readonly StatusChange[];
  /** When the far end had confirmed the last page, ms since the Unix epoch. */
  readonly sentAt?: number;
  /** When it came to its end, ms since the Unix epoch; undefined while it is open, and again after a retry was asked for. */
  readonly restedAt?: number;
  /** A webhook about it was given up on. */
  readonly webhookFailed?: true;
  readonly documentErasedAt?: number;
  readonly personalDataErasedAt?: number;
}

export const initialState: FaxState = {
  version: 0,
  phase: 'absent',
  status: 'FaxReceived',
  faxId: '',
  tenantId: '',
  direction: 'outbound',
  mode: 'test',
  phoneNumber: '' as PhoneNumber,
  resolution: 'fine',
  metadata: {},
  requestHash: '',
  createdAt: 0,
  updatedAt: 0,
  releasedAt: 0,
  attempts: [],
  pagesConfirmed: 0,
  history: [],
};

/** The attempt that has begun and not ended, if there is one. */
export function openAttempt(state: FaxState): Attempt | undefined {
  const last = state.attempts.at(-1);
  return last?.outcome === 'open' ? last : undefined;
}

export function allPagesConfirmed(state: FaxState): boolean {
  return state.pages !== undefined && state.pagesConfirmed >= state.pages.pageCount;
}
