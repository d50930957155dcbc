import type { DocumentRendered, FaxArrived, FaxIncoming, FaxIncomingFailed, PageReceived, Resolution } from '../fax-event.ts';
import type { FaxState } from '../fax-state.ts';
import type { PhoneNumber } from '../phone-number.ts';
import type { IncomingCall } from './incoming-call.ts';

export function begunCall(state: FaxState, { at, data }: FaxIncoming): FaxState {
  const { calledNumber, trunk, sipCallId, faxId, tenantId, mode, phoneNumber } = data;
  const incoming: IncomingCall = { calledNumber, trunk, sipCallId, answeredAt: at, pages: [] };
  // Empty where the network did not tell it: as after an erasure, and never dialled.
  const number = phoneNumber as PhoneNumber;
  return { ...state, faxId, tenantId, mode, phoneNumber: number, direction: 'inbound', createdAt: at, releasedAt: at, incoming };
}

/** A fax that was closed without the page is open again. */
export function withPage(closed: FaxState, page: PageReceived['data']): FaxState {
  const state = closed.restedAt === undefined ? closed : reopened(closed);
  const { incoming } = state;
  if (!incoming) return state;
  const { remoteStationId } = page;
  const call = { ...incoming, ...(remoteStationId !== undefined && { remoteStationId }), pages: [...incoming.pages, page] };
  return { ...state, pagesConfirmed: page.page + 1, resolution: resolutionOf(page.resolution), incoming: call };
}

function reopened({ failure: _, restedAt: __, document: ___, pages: ____, ...rest }: FaxState): FaxState {
  return { ...rest, status: 'FaxIncoming' };
}

/** What came in is the document, and its pages need no rendering. */
export function endedCall(state: FaxState, event: FaxArrived | FaxIncomingFailed): FaxState {
  if (!state.incoming) return state;
  const { document, durationMs, remoteStationId, subAddress, t30Code } = event.data;
  const told = { durationMs, ...(remoteStationId !== undefined && { remoteStationId }), ...(subAddress !== undefined && { subAddress }), ...(t30Code !== undefined && { t30Code }) };
  const failed = event.type === 'FaxIncomingFailed' ? event.data : undefined;
  return {
    ...state,
    restedAt: event.at,
    incoming: { ...state.incoming, ...told, ...(failed?.detail !== undefined && { detail: failed.detail }) },
    ...(document && { document, pages: pagesOf(state.incoming, document) }),
    ...(failed && { failure: { cause: failed.cause, reason: failed.reason } }),
  };
}

function pagesOf({ pages }: IncomingCall, { sha256, bytes }: { readonly sha256: string; readonly bytes: number }): DocumentRendered['data'] {
  const widthPx = Math.max(...pages.map((page) => page.widthPx));
  return { sha256, bytes, pageCount: pages.length, widthPx, pageSha256: pages.map((page) => page.sha256), renderMs: 0 };
}

/** Lines per inch above which a resolution is the next finer one (T.30 Table 2: 98, 196, 391). */
const FINE_FROM = 150;
const SUPERFINE_FROM = 300;

/** @param negotiated dots per inch, `204x196` */
function resolutionOf(negotiated: string): Resolution {
  const lines = Number(negotiated.split('x')[1] ?? 0);
  if (lines >= SUPERFINE_FROM) return 'superfine';
  return lines >= FINE_FROM ? 'fine' : 'standard';
}
