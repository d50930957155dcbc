import * as z from 'zod';
import { FAX_STATUSES } from '@faxwire/fax';
import { ADDITION } from './addition.ts';

const batchId = z.string().meta({ description: 'Finds the faxes of the batch again.', example: 'spring-letters' });

export const FaxBatchAccepted = z
  .strictObject({
    batchId,
    faxes: z.array(z.strictObject({ faxId: z.uuid(), phoneNumber: z.string().meta({ description: 'E.164.' }) })).meta({ description: 'In the order of the recipients.' }),
  })
  .meta({ id: 'FaxBatchAccepted', ...ADDITION });
export type FaxBatchAccepted = z.infer<typeof FaxBatchAccepted>;

const counts = Object.fromEntries(FAX_STATUSES.map((status) => [status, z.int().min(0).optional()]));

export const FaxBatchBody = z
  .strictObject({
    batchId,
    total: z.int(),
    open: z.int().meta({ description: 'Faxes that have not come to their end.' }),
    byStatus: z.strictObject(counts).meta({ description: 'Faxes in each status; a status that none has is left out.' }),
  })
  .meta({ id: 'FaxBatch', ...ADDITION });
export type FaxBatchBody = z.infer<typeof FaxBatchBody>;
