import { timestamp, type FaxBody } from '@faxwire/contracts';
import type { FaxState } from '@faxwire/fax';

export function faxBody(state: FaxState): FaxBody {
  const failed = state.status === 'FaxFailed' ? state.failure : undefined;
  return {
    tenantId: state.tenantId,
    faxId: state.faxId,
    faxStatus: state.status,
    createdOn: timestamp(state.createdAt),
    updatedOn: timestamp(state.updatedAt),
    phoneNumber: state.phoneNumber,
    ...(failed && { failedReason: failed.reason, failedCause: failed.cause }),
    mode: state.mode,
    resolution: state.resolution,
    metadata: { ...state.metadata },
    ...(state.pages && { pageCount: state.pages.pageCount }),
    pagesConfirmed: state.pagesConfirmed,
    attemptCount: state.attempts.length,
  };
}

/** The fax as it was when it was accepted: a repeated request gets the answer of the first, whatever became of the fax since. */
export function acceptedFaxBody(state: FaxState): FaxBody {
  const { tenantId, faxId, createdAt, phoneNumber, mode, resolution, metadata } = state;
  const createdOn = timestamp(createdAt);
  return {
    tenantId, faxId, faxStatus: 'FaxReceived', createdOn, updatedOn: createdOn, phoneNumber, mode, resolution,
    metadata: { ...metadata }, pagesConfirmed: 0, attemptCount: 0,
  };
}
