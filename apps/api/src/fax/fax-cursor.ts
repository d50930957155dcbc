import { validate as isUuid } from 'uuid';
import type { FaxCursor } from '@faxwire/event-log';
import { fieldProblem, type Wording } from '../validate.ts';

/** The last instant that JavaScript's dates know, ms since the Unix epoch. */
const LAST_INSTANT = 8.64e15;

/** Where the next page begins. */
export function cursorAfter({ createdAt, faxId }: FaxCursor): string {
  return `${createdAt}_${faxId}`;
}

/** @throws ProblemError for what we did not give out */
export function readCursor(after: string, { invalid }: Wording): FaxCursor {
  const [at = '', faxId = ''] = after.split('_');
  const createdAt = Number(at);
  if (at !== '' && Number.isSafeInteger(createdAt) && Math.abs(createdAt) <= LAST_INSTANT && isUuid(faxId)) return { createdAt, faxId };
  throw fieldProblem([{ field: 'after', code: invalid, message: 'is not the `next` of an earlier answer' }]);
}
