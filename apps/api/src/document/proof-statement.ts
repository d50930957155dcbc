import { timestamp, type ProofStatement } from '@faxwire/contracts';
import type { Attempt, FaxState } from '@faxwire/fax';
import { uploadsOf } from './document-desk.ts';

/** What is known of a fax that came to its end. The same state gives the same statement. */
export function proofStatement(state: FaxState): ProofStatement {
  const { faxId, tenantId, mode, status, failure, pages, pagesConfirmed, attempts, version } = state;
  const last = attempts.at(-1);
  const farEnd = attempts.findLast(({ negotiation }) => negotiation?.remoteStationId !== undefined)?.negotiation?.remoteStationId;
  const from = last?.callerNumber ?? state.senderNumber;
  return {
    version: 1, faxId, tenantId, mode,
    result: { status, ...(status === 'FaxFailed' && failure && { cause: failure.cause, reason: failure.reason }) },
    // Personal data that was erased leaves empty numbers.
    ...(state.phoneNumber.length > 0 && { to: state.phoneNumber }),
    ...(from && { from }),
    ...(state.stationId !== undefined && { stationId: state.stationId }),
    ...(farEnd && { farEnd }),
    receivedAt: timestamp(state.createdAt),
    ...(state.sentAt !== undefined && { sentAt: timestamp(state.sentAt) }),
    endedAt: timestamp(state.restedAt ?? state.updatedAt),
    documents: uploadsOf(state).map(({ sha256, bytes, mediaType }) => ({ sha256, bytes, mediaType })),
    ...(state.documentErasedAt !== undefined && { documentErasedAt: timestamp(state.documentErasedAt) }),
    pages: {
      total: pages?.pageCount ?? 0, confirmed: pagesConfirmed,
      each: (pages?.pageSha256 ?? []).map((sha256, at) => ({ number: at + 1, sha256, confirmed: at < pagesConfirmed })),
    },
    attempts: attempts.map(provenAttempt),
    sequence: version,
  };
}

function provenAttempt(attempt: Attempt): ProofStatement['attempts'][number] {
  const { number, manual, outcome, startedAt, answeredAt, endedAt, callerNumber, settings, negotiation, fromPage, pagesConfirmed, failure } = attempt;
  return {
    number, manual, result: outcome, startedAt: timestamp(startedAt),
    ...(answeredAt !== undefined && { answeredAt: timestamp(answeredAt) }),
    ...(endedAt !== undefined && { endedAt: timestamp(endedAt) }),
    from: callerNumber, mode: settings.t38 ? 'T38' : 'G711',
    ...(negotiation && agreed(negotiation)),
    fromPage: fromPage + 1, pagesConfirmed,
    ...(failure && { cause: failure.cause }),
    ...(failure?.sipStatus !== undefined && { sipStatus: failure.sipStatus }),
    ...(failure?.t30Code !== undefined && { t30Code: failure.t30Code }),
  };
}

function agreed({ bitRate, ecm, compression, resolution, remoteStationId }: NonNullable<Attempt['negotiation']>) {
  return { bitRate, ecm, compression, resolution, ...(remoteStationId && { farEnd: remoteStationId }) };
}
