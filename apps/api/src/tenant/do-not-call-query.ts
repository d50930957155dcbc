import * as z from 'zod';

const DEFAULT_PAGE = 100;
/** A page is one answer in memory: some fifty kilobytes. */
const MAX_PAGE = 1_000;
/** Sixteen for a number. */
const MAX_CURSOR_CHARS = 20;

export const DoNotCallQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE).meta({ description: 'Entries in one answer.' }),
  after: z.string().regex(/^\+[0-9]*$/, 'is not the `next` of an earlier answer').max(MAX_CURSOR_CHARS).optional().meta({ description: '`next` of the answer before.' }),
});
