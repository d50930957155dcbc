import * as z from 'zod';
import { FAX_STATUSES, FAILURE_CAUSES, type FailureCause } from '@faxwire/fax';

/** Marks in the API description what Faxwire adds to the attributes that the faxId API documents. */
export const ADDITION = { 'x-faxwire-addition': true } as const;

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
  })
  .meta({ id: 'Fax' });
export type FaxBody = z.infer<typeof FaxBody>;

export const FaxListBody = z
  .strictObject({
    faxes: z.array(FaxBody.omit({ resolution: true }).meta({ id: 'ListedFax' })),
    next: z.string().optional().meta({ description: 'Where the list goes on, for `after`; absent at its end.' }),
  })
  .meta({ id: 'FaxList', ...ADDITION });
export type FaxListBody = z.infer<typeof FaxListBody>;
