import { timestamp, type ListedFaxBody } from '@faxwire/contracts';
import type { FaxStatus, FaxSummary } from '@faxwire/fax';

/** A fax as lists and searches show it. */
export function listedFax(fax: FaxSummary): ListedFaxBody {
  const { faxId, tenantId, status, phoneNumber, mode, metadata, pageCount, pagesConfirmed, batchId, resolution, direction, calledNumber } = fax;
  return {
    tenantId, faxId, faxStatus: status, createdOn: timestamp(fax.createdAt), updatedOn: timestamp(fax.updatedAt), phoneNumber, direction,
    ...(calledNumber !== undefined && { calledNumber }),
    ...(isFailed(status) && fax.failedReason !== undefined && { failedReason: fax.failedReason }),
    ...(isFailed(status) && fax.failureCause !== undefined && { failedCause: fax.failureCause }),
    mode, resolution, metadata: { ...metadata },
    ...(pageCount !== undefined && { pageCount }),
    pagesConfirmed, attemptCount: fax.attempts,
    ...(batchId !== undefined && { batchId }),
    ...times(fax),
  };
}

/** Both have a cause. */
export function isFailed(status: FaxStatus): boolean {
  return status === 'FaxFailed' || status === 'FaxIncomingFailed';
}

type Times = Pick<ListedFaxBody, 'sendAt' | 'sentOn' | 'documentErasedOn' | 'personalDataErasedOn'>;

/** What happens to some faxes only. */
export function times({ sendAt, sentAt, documentErasedAt, personalDataErasedAt }: Partial<Pick<FaxSummary, 'sendAt' | 'sentAt' | 'documentErasedAt' | 'personalDataErasedAt'>>): Times {
  return {
    ...(sendAt !== undefined && { sendAt: timestamp(sendAt) }),
    ...(sentAt !== undefined && { sentOn: timestamp(sentAt) }),
    ...(documentErasedAt !== undefined && { documentErasedOn: timestamp(documentErasedAt) }),
    ...(personalDataErasedAt !== undefined && { personalDataErasedOn: timestamp(personalDataErasedAt) }),
  };
}
