import { definedFields, timestamp, type FaxBody } from '@faxwire/contracts';
import type { Due, FaxState } from '@faxwire/fax';
import { isFailed, times } from './listed-fax.ts';
import { receptionBody } from './reception-view.ts';

/** @param due when it is dialled next; shown where that is later than now */
export function faxBody(state: FaxState, due?: Due): FaxBody {
  const failed = isFailed(state.status) ? state.failure : undefined;
  return {
    ...given(state),
    faxStatus: state.status,
    updatedOn: timestamp(state.updatedAt),
    ...(failed && { failedReason: failed.reason, failedCause: failed.cause }),
    ...(state.pages && { pageCount: state.pages.pageCount }),
    pagesConfirmed: state.pagesConfirmed,
    attemptCount: state.incoming ? 1 : state.attempts.length,
    ...times(state),
    ...(due?.waitsFor && { nextAttemptOn: timestamp(due.at), waitsFor: due.waitsFor }),
    ...(state.incoming && { reception: receptionBody(state.faxId, state.incoming) }),
  };
}

/** The fax as it was when it was accepted: a repeated request gets the answer of the first, whatever became of the fax since. */
export function acceptedFaxBody(state: FaxState): FaxBody {
  const createdOn = timestamp(state.createdAt);
  return { ...given(state), faxStatus: 'FaxReceived', updatedOn: createdOn, pagesConfirmed: 0, attemptCount: 0 };
}

type Given = Omit<FaxBody, 'faxStatus' | 'updatedOn' | 'pagesConfirmed' | 'attemptCount'>;

/** What its sender said, and what never changes. */
function given(state: FaxState): Given {
  const { tenantId, faxId, createdAt, phoneNumber, direction, incoming, mode, resolution, metadata, attachments = [] } = state;
  const { senderNumber, stationId, headerText, priority, maxAttempts, pageSize, coverPage, batchId, sendAt, expiresAt } = state;
  return {
    tenantId, faxId, createdOn: timestamp(createdAt), phoneNumber, direction, mode, resolution, metadata: { ...metadata },
    documentCount: (incoming && !state.document ? 0 : 1) + attachments.length,
    ...(incoming && { calledNumber: incoming.calledNumber }),
    ...definedFields({ senderNumber, stationId, headerText, priority, maxAttempts, pageSize, coverPage: coverPage && { ...coverPage }, batchId }),
    ...(sendAt !== undefined && { sendAt: timestamp(sendAt) }),
    ...(expiresAt !== undefined && { expiresAt: timestamp(expiresAt) }),
  };
}
