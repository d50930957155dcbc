import * as z from 'zod';
import { PARAMETER, fieldProblem, validate } from '../validate.ts';

const DEFAULT_PAGE = 20;
/** A page is one answer in memory. */
const MAX_PAGE = 100;
const MAX_CURSOR_CHARS = 100;
/** What ids of ours are made of. */
const ID = /^[0-9A-Za-z-]{1,64}$/;

export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE).meta({ description: 'Entries in one answer.' }),
  after: z.string().max(MAX_CURSOR_CHARS).optional().meta({ description: '`next` of the answer before.' }),
});

export interface TimeCursor {
  readonly at: number;
  readonly id: string;
}

export interface PageRequest {
  readonly limit: number;
  /** Absent: from the newest on. */
  readonly before?: TimeCursor;
}

/** @throws ProblemError `invalid_parameter`, `unknown_parameter` */
export function pageRequest(query: unknown): PageRequest {
  const { limit, after } = validate(PageQuery, query, PARAMETER);
  return after === undefined ? { limit } : { limit, before: cursorOf(after) };
}

/** `next` of an answer, where there may be more. */
export function nextOf(last: TimeCursor | undefined, { count, limit }: { count: number; limit: number }): { next?: string } {
  return last && count === limit ? { next: `${last.at}_${last.id}` } : {};
}

export function cursorOf(after: string): TimeCursor {
  const [at = '', id = ''] = after.split('_');
  const time = Number(at);
  if (at !== '' && Number.isSafeInteger(time) && time >= 0 && !Number.isNaN(new Date(time).getTime()) && ID.test(id)) return { at: time, id };
  throw fieldProblem([{ field: 'after', code: PARAMETER.invalid, message: 'is not the `next` of an earlier answer' }]);
}
