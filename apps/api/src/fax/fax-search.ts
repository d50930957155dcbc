import { validate as isUuid } from 'uuid';
import { FaxSearchRequest, MAX_SEARCHED_IDS, timestamp, type FaxFound, type FaxSearchBody } from '@faxwire/contracts';
import type { FaxSearch } from '@faxwire/event-log';
import type { FaxSummary, StatusChange } from '@faxwire/fax';
import type { Principal } from '@faxwire/tenancy';
import { readPhoneNumber } from '../submission/phone-number.ts';
import { FIELD, fieldProblem, validate } from '../validate.ts';
import { cursorAfter, readCursor } from './fax-cursor.ts';
import { listedFax } from './listed-fax.ts';

const DAY_MS = 24 * 60 * 60_000;
/** `2026-01-15`; anything longer is a moment. */
const DATE_CHARS = 10;

export interface AskedSearch {
  readonly search: FaxSearch;
  readonly withHistory: boolean;
}

/** @throws ProblemError that names what is wrong */
export function readSearch(body: unknown, caller: Principal): AskedSearch {
  const asked = validate(FaxSearchRequest, body ?? {});
  if (asked.faxId === undefined && asked.faxSentDate === undefined) {
    throw fieldProblem([{ field: 'faxId', code: 'missing_field', message: 'is required, or faxSentDate' }]);
  }
  return { search: searchOf(asked, caller), withHistory: asked.showFaxStatusChangeHistory };
}

function searchOf(asked: FaxSearchRequest, caller: Principal): FaxSearch {
  const { faxId, faxNumber, faxStatus, direction, faxSentDate, faxSentDateTo, batchId, metadata, sort, limit, after } = asked;
  return {
    tenantId: caller.tenantId, order: sort, limit,
    // A test key knows test faxes alone.
    ...(caller.mode === 'test' && { mode: 'test' as const }),
    ...(faxId !== undefined && { faxIds: faxIdsOf(faxId) }),
    ...(faxNumber !== undefined && { phoneNumber: readPhoneNumber(faxNumber, { country: caller.defaultCountry, mode: 'test' }, 'faxNumber') }),
    ...(faxStatus !== undefined && { statuses: [faxStatus].flat() }),
    ...(direction !== undefined && { direction }),
    ...(faxSentDate !== undefined && { from: Date.parse(faxSentDate) }),
    ...(faxSentDateTo !== undefined && { to: endOf(faxSentDateTo) }),
    ...(batchId !== undefined && { batchId }),
    ...(metadata !== undefined && Object.keys(metadata).length > 0 && { metadata }),
    ...(after !== undefined && { after: readCursor(after, FIELD) }),
  };
}

/** What is no fax id finds nothing, like the id of no fax. */
function faxIdsOf(given: string | readonly string[]): string[] {
  const faxIds = (typeof given === 'string' ? given.split(',') : given).map((faxId) => faxId.trim().toLowerCase()).filter((faxId) => faxId !== '');
  if (faxIds.length === 0) throw fieldProblem([{ field: 'faxId', code: 'invalid_field', message: 'names no fax' }]);
  if (faxIds.length > MAX_SEARCHED_IDS) throw fieldProblem([{ field: 'faxId', code: 'invalid_field', message: `names more than ${MAX_SEARCHED_IDS} faxes` }]);
  return [...new Set(faxIds)].filter((faxId) => isUuid(faxId));
}

/** A day counts to its end. */
function endOf(moment: string): number {
  return Date.parse(moment) + (moment.length === DATE_CHARS ? DAY_MS : 0);
}

export interface Found {
  readonly faxes: readonly FaxSummary[];
  readonly limit: number;
  /** By fax id; left out where it was not asked for. */
  readonly histories?: ReadonlyMap<string, readonly StatusChange[]>;
  readonly isArchived: (fax: FaxSummary) => boolean;
}

export function searchBody({ faxes, limit, histories, isArchived }: Found): FaxSearchBody {
  const last = faxes.at(-1);
  return {
    faxes: faxes.map((fax) => ({ ...listedFax(fax), archived: isArchived(fax), ...(histories && { statusChangeHistory: changesOf(histories.get(fax.faxId)) }) })),
    ...(last && faxes.length === limit && { next: cursorAfter(last) }),
  };
}

function changesOf(history: readonly StatusChange[] = []): NonNullable<FaxFound['statusChangeHistory']> {
  return history.map(({ status, at }) => ({ faxStatus: status, changedOn: timestamp(at) }));
}
