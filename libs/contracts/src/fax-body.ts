import * as z from 'zod';
import { FAX_STATUSES, FAILURE_CAUSES, type FailureCause, type WaitReason } from '@faxwire/fax';
import { ADDITION } from './addition.ts';
import { faxWishes } from './fax-wish.ts';
import { ReceptionBody } from './reception-body.ts';
import { Timestamp } from './timestamp.ts';

export const RESOLUTIONS = ['standard', 'fine', 'superfine'] as const;
export const MODES = ['live', 'test'] as const;
export const DIRECTIONS = ['outbound', 'inbound'] as const;
export const CAUSES = Object.keys(FAILURE_CAUSES) as [FailureCause, ...FailureCause[]];

const WAIT_REASONS = ['send_time', 'retry', 'calling_hours', 'number_at_rest'] as const satisfies readonly WaitReason[];

export { Timestamp, timestamp } from './timestamp.ts';

export const FaxBody = z
  .strictObject({
    tenantId: z.uuid().meta({ description: 'Tenant unique identifier.' }),
    faxId: z.uuid().meta({ description: 'Fax unique identifier.' }),
    faxStatus: z.enum(FAX_STATUSES).meta({ description: 'Where the fax stands.' }),
    createdOn: Timestamp.meta({ description: 'When the fax was accepted.' }),
    updatedOn: Timestamp.meta({ description: 'When something last happened to the fax.' }),
    phoneNumber: z.string().meta({ description: 'The number that the fax goes to, E.164. Of an inbound fax the number that it came from; empty where the network did not tell it.', example: '+19995550100' }),
    direction: z.enum(DIRECTIONS).meta({ description: '`inbound` faxes came in on one of your numbers.', ...ADDITION }),
    calledNumber: z.string().optional().meta({ description: 'Your number that was called, E.164; only of an inbound fax.', ...ADDITION }),
    failedReason: z.string().optional().meta({ description: 'Why the fax failed, as a sentence; only on a failed fax.' }),
    failedCause: z.enum(CAUSES).optional().meta({ description: 'Why the fax failed, as a stable code.', ...ADDITION }),
    mode: z.enum(MODES).meta({ description: '`test` faxes go to the sandbox carrier and nowhere else.', ...ADDITION }),
    resolution: z.enum(RESOLUTIONS).meta(ADDITION),
    metadata: z.record(z.string(), z.string()).meta({ description: 'As it was given.', ...ADDITION }),
    pageCount: z.int().optional().meta({ description: 'Known once the document was rendered, or the call of an inbound fax has ended.', ...ADDITION }),
    pagesConfirmed: z.int().meta({ description: 'Pages that the far end confirmed, over all attempts; of an inbound fax, pages that came in.', ...ADDITION }),
    attemptCount: z.int().meta(ADDITION),
    documentCount: z.int().meta({ description: 'Documents that it was made of, the cover page aside.', ...ADDITION }),
    nextAttemptOn: Timestamp.optional().meta({ description: 'When it is dialled next, where it waits for a time: as far as it is known now, and if nothing happens until then.', ...ADDITION }),
    waitsFor: z.enum(WAIT_REASONS).optional().meta({ description: 'What it waits for until `nextAttemptOn`: its `sendAt`, the wait after a failed attempt, the calling hours of the tenant, or the rest of a number whose last calls were answered by voices.', ...ADDITION }),
    sentOn: Timestamp.optional().meta({ description: 'When the far end had confirmed the last page.', ...ADDITION }),
    documentErasedOn: Timestamp.optional().meta({ description: 'When document and pages were erased.', ...ADDITION }),
    personalDataErasedOn: Timestamp.optional().meta({ description: 'When numbers, names and metadata were made unreadable; `phoneNumber` is empty since.', ...ADDITION }),
    reception: ReceptionBody.optional().meta({ description: 'The call that an inbound fax came with.', ...ADDITION }),
    ...faxWishes,
  })
  .meta({ id: 'Fax' });
export type FaxBody = z.infer<typeof FaxBody>;

const { batchId, sendAt } = faxWishes;
const { documentCount: _, reception: __, nextAttemptOn: ___, waitsFor: ____, ...listed } = FaxBody.omit(Object.fromEntries(Object.keys(faxWishes).map((name) => [name, true])) as Record<keyof typeof faxWishes, true>).shape;

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
