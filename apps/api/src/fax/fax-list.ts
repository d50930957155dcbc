import { validate as isUuid } from 'uuid';
import * as z from 'zod';
import { timestamp, type FaxListBody } from '@faxwire/contracts';
import type { FaxSummary } from '@faxwire/fax';
import { PARAMETER, fieldProblem, validate } from '../validate.ts';

const DEFAULT_PAGE = 20;
/** A page is one answer in memory. */
const MAX_PAGE = 100;
const MAX_CURSOR_CHARS = 100;

export const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE).meta({ description: 'Faxes in one answer.' }),
  after: z.string().max(MAX_CURSOR_CHARS).optional().meta({ description: '`next` of the answer before.' }),
});

export interface ListRequest {
  readonly limit: number;
  readonly before?: { readonly createdAt: number; readonly faxId: string };
}

/** @throws ProblemError `invalid_parameter`, `unknown_parameter` */
export function listRequest(query: unknown): ListRequest {
  const { limit, after } = validate(ListQuery, query, PARAMETER);
  return after === undefined ? { limit } : { limit, before: cursorOf(after) };
}

export function listBody(faxes: readonly FaxSummary[], limit: number): FaxListBody {
  const last = faxes.at(-1);
  return { faxes: faxes.map(itemOf), ...(last && faxes.length === limit && { next: `${last.createdAt}_${last.faxId}` }) };
}

function cursorOf(after: string): { createdAt: number; faxId: string } {
  const [at = '', faxId = ''] = after.split('_');
  const createdAt = Number(at);
  if (Number.isSafeInteger(createdAt) && isUuid(faxId)) return { createdAt, faxId };
  throw fieldProblem([{ field: 'after', code: PARAMETER.invalid, message: 'is not the `next` of an earlier answer' }]);
}

function itemOf(fax: FaxSummary): FaxListBody['faxes'][number] {
  const { faxId, tenantId, status, phoneNumber, mode, metadata, pageCount, pagesConfirmed } = fax;
  return {
    tenantId, faxId, faxStatus: status, createdOn: timestamp(fax.createdAt), updatedOn: timestamp(fax.updatedAt), phoneNumber,
    ...(status === 'FaxFailed' && fax.failedReason !== undefined && { failedReason: fax.failedReason }),
    ...(status === 'FaxFailed' && fax.failureCause !== undefined && { failedCause: fax.failureCause }),
    mode, metadata: { ...metadata },
    ...(pageCount !== undefined && { pageCount }),
    pagesConfirmed, attemptCount: fax.attempts,
  };
}
