import * as z from 'zod';
import { FAX_STATUSES, FAILURE_CAUSES, type FailureCause } from '@faxwire/fax';
import { ADDITION } from './addition.ts';
import { faxWishes } from './fax-wish.ts';

export const RESOLUTIONS = ['standard', 'fine', 'superfine'] as const;
export const MODES = ['live', 'test'] as const;
export const CAUSES = Object.keys(FAILURE_CAUSES) as [FailureCause, ...FailureCause[]];

export const Timestamp = z.iso.datetime({ precision: 3 });

/** RFC 3339, UTC, with milliseconds. */
export function timestamp(at: number): string {
  return new Date(at).toISOString();
}

export const FaxBody = z
  .strictObject({
    tenantId: z.uuid().meta({ description: 'Tenant unique identifier.' }),
    faxId: z.uuid().meta({ description: 'Fax unique identifier.' }),
    faxStatus: z.enum(FAX_STATUSES).meta({ description: 'Where the fax stands.' }),
    createdOn: Timestamp.meta({ description: 'When the fax was accepted.' }),
    updatedOn: Timestamp.meta({ description: 'When something last happened to the fax.' }),
    phoneNumber: z.string().meta({ description: 'The number that the fax goes to, E.164.', example: '+19995550100' }),
    failedReason: z.string().optional().meta({ description: 'Why the fax failed, as a sentence; only on a failed fax.' }),
    failedCause: z.enum(CAUSES).optional().meta({ description: 'Why the fax failed, as a stable code.', ...ADDITION }),
    mode: z.enum(MODES).meta({ description: '`test` faxes go to the sandbox carrier and nowhere else.', ...ADDITION }),
    resolution: z.enum(RESOLUTIONS).meta(ADDITION),
    metadata: z.record(z.string(), z.string()).meta({ description: 'As it was given.', ...ADDITION }),
    pageCount: z.int().optional().meta({ description: 'Known once the document was rendered.', ...ADDITION }),
    pagesConfirmed: z.int().meta({ description: 'Pages that the far end confirmed, over all attempts.', ...ADDITION }),
    attemptCount: z.int().meta(ADDITION),
    documentCount: z.int().meta({ description: 'Documents that it was made of, the cover page aside.', ...ADDITION }),
    sentOn: Timestamp.optional().meta({ description: 'When the far end had confirmed the last page.', ...ADDITION }),
    documentErasedOn: Timestamp.optional().meta({ description: 'When document and pages were erased.', ...ADDITION }),
    personalDataErasedOn: Timestamp.optional().meta({ description: 'When numbers, names and metadata were made unreadable; `phoneNumber` is empty since.', ...ADDITION }),
    ...faxWishes,
  })
  .meta({ id: 'Fax' });
export type FaxBody = z.infer<typeof FaxBody>;

const { batchId, sendAt } = faxWishes;
const { documentCount: _, ...listed } = FaxBody.omit(Object.fromEntries(Object.keys(faxWishes).map((name) => [name, true])) as Record<keyof typeof faxWishes, true>).shape;

/** A fax as lists and searches show it. */
export const ListedFaxBody = z.strictObject({ ...listed, batchId, sendAt }).meta({ id: 'ListedFax' });
export type ListedFaxBody = z.infer<typeof ListedFaxBody>;

export const FaxListBody = z
  .strictObject({
    faxes: z.array(ListedFaxBody),
    next: z.string().optional().meta({ description: 'Where the list goes on, for `after`; absent at its end.' }),
  })
  .meta({ id: 'FaxList', ...ADDITION });
export type FaxListBody = z.infer<typeof FaxListBody>;
