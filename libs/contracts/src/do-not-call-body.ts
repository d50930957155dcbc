import * as z from 'zod';
import { ADDITION } from './addition.ts';
import { Timestamp } from './fax-body.ts';

/** One statement, and one entry of the audit log. */
export const MAX_NUMBERS_AT_ONCE = 1_000;
/** What people write: blanks, brackets and dashes beside fifteen digits. */
const MAX_NUMBER_CHARS = 40;

export const DoNotCallEntryBody = z
  .strictObject({ number: z.string().meta({ description: 'E.164.', example: '+12025550143' }), addedOn: Timestamp })
  .meta({ id: 'DoNotCallEntry', ...ADDITION });
export type DoNotCallEntryBody = z.infer<typeof DoNotCallEntryBody>;

export const DoNotCallListBody = z
  .strictObject({ numbers: z.array(DoNotCallEntryBody), next: z.string().optional().meta({ description: 'Where the list goes on, for `after`; absent at its end.' }) })
  .meta({ id: 'DoNotCallList', ...ADDITION });
export type DoNotCallListBody = z.infer<typeof DoNotCallListBody>;

export const AddDoNotCall = z
  .strictObject({
    numbers: z.array(z.string().max(MAX_NUMBER_CHARS)).min(1).max(MAX_NUMBERS_AT_ONCE)
      .meta({ description: 'E.164, or as they are dialled in the tenant\'s country.', example: ['+12025550143'] }),
  })
  .meta({ id: 'AddDoNotCall', ...ADDITION });
export type AddDoNotCall = z.infer<typeof AddDoNotCall>;

export const AddedDoNotCallBody = z
  .strictObject({ added: z.int().meta({ description: 'Numbers that were not on the list before.' }) })
  .meta({ id: 'AddedDoNotCall', ...ADDITION });
export type AddedDoNotCallBody = z.infer<typeof AddedDoNotCallBody>;
