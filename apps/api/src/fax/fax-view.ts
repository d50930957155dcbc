import { definedFields, timestamp, type FaxBody } from '@faxwire/contracts';
import type { FaxState } from '@faxwire/fax';
import { times } from './listed-fax.ts';

export function faxBody(state: FaxState): FaxBody {
  const failed = state.status === 'FaxFailed' ? state.failure : undefined;
  return {
    ...given(state),
    faxStatus: state.status,
    updatedOn: timestamp(state.updatedAt),
    ...(failed && { failedReason: failed.reason, failedCause: failed.cause }),
    ...(state.pages && { pageCount: state.pages.pageCount }),
    pagesConfirmed: state.pagesConfirmed,
    attemptCount: state.attempts.length,
    ...times(state),
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
  const { tenantId, faxId, createdAt, phoneNumber, mode, resolution, metadata, attachments = [] } = state;
  const { senderNumber, stationId, headerText, priority, maxAttempts, pageSize, coverPage, batchId, sendAt, expiresAt } = state;
  return {
    tenantId, faxId, createdOn: timestamp(createdAt), phoneNumber, mode, resolution, metadata: { ...metadata }, documentCount: 1 + attachments.length,
    ...definedFields({ senderNumber, stationId, headerText, priority, maxAttempts, pageSize, coverPage: coverPage && { ...coverPage }, batchId }),
    ...(sendAt !== undefined && { sendAt: timestamp(sendAt) }),
    ...(expiresAt !== undefined && { expiresAt: timestamp(expiresAt) }),
  };
}
