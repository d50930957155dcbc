import * as z from 'zod';
import { DIRECTIONS, type FaxListBody } from '@faxwire/contracts';
import type { FaxDirection, FaxSummary } from '@faxwire/fax';
import { PARAMETER, validate } from '../validate.ts';
import { cursorAfter, readCursor } from './fax-cursor.ts';
import { listedFax } from './listed-fax.ts';

const DEFAULT_PAGE = 20;
/** A page is one answer in memory. */
const MAX_PAGE = 100;
const MAX_CURSOR_CHARS = 100;

export const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE).meta({ description: 'Faxes in one answer.' }),
  direction: z.enum(DIRECTIONS).optional().meta({ description: 'Faxes that were sent, or faxes that came in. Default: both.' }),
  after: z.string().max(MAX_CURSOR_CHARS).optional().meta({ description: '`next` of the answer before.' }),
});

export interface ListRequest {
  readonly limit: number;
  readonly direction?: FaxDirection;
  readonly before?: { readonly createdAt: number; readonly faxId: string };
}

/** @throws ProblemError `invalid_parameter`, `unknown_parameter` */
export function listRequest(query: unknown): ListRequest {
  const { limit, after, direction } = validate(ListQuery, query, PARAMETER);
  return { limit, ...(direction && { direction }), ...(after !== undefined && { before: readCursor(after, PARAMETER) }) };
}

export function listBody(faxes: readonly FaxSummary[], limit: number): FaxListBody {
  const last = faxes.at(-1);
  return { faxes: faxes.map(listedFax), ...(last && faxes.length === limit && { next: cursorAfter(last) }) };
}
