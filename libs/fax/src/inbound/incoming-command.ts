import type { FailureCause } from '../failure-cause.ts';
import type { CallTraceReference, FaxIncoming, IncomingEnd, PageReceived } from '../fax-event.ts';

/** What the media worker that answered a call reports, and whoever closes the fax after a worker that is gone. */
export type IncomingCommand =
  | { readonly type: 'ReceiveCall'; readonly call: FaxIncoming['data'] }
  | { readonly type: 'RecordPageReceived'; readonly page: PageReceived['data'] }
  /** The call is over, and what went over the line is kept; before its end is recorded. */
  | { readonly type: 'RecordIncomingTrace'; readonly trace: CallTraceReference }
  /** The call is over: with its last page the fax has arrived, whatever came after; otherwise it failed with the cause. */
  | { readonly type: 'CloseIncoming'; readonly end: IncomingEnd; readonly cause: FailureCause; readonly detail?: string };
