import type { CallTraceReference, PageReceived } from '../fax-event.ts';

/** The call that an inbound fax came with, and what it brought. */
export interface IncomingCall {
  /** The tenant's number that was called, E.164; empty once personal data was erased. */
  readonly calledNumber: string;
  readonly trunk: string;
  readonly sipCallId: string;
  readonly answeredAt: number;
  readonly pages: readonly PageReceived['data'][];
  /** What went over the line, as one document in the store. */
  readonly trace?: CallTraceReference;
  readonly durationMs?: number;
  readonly remoteStationId?: string;
  readonly subAddress?: string;
  readonly t30Code?: number;
  /** What exactly was seen when it broke off, for engineers. */
  readonly detail?: string;
}

/** Without whatever says who wrote to whom. */
export function withoutStations(call: IncomingCall): IncomingCall {
  const { remoteStationId: _, subAddress: __, detail: ___, ...rest } = call;
  return { ...rest, calledNumber: '', sipCallId: '', pages: call.pages.map(withoutStation) };
}

function withoutStation({ remoteStationId: _, ...page }: PageReceived['data']): PageReceived['data'] {
  return page;
}
