import * as z from 'zod';
import { ADDITION } from './addition.ts';

const MAX_RATE = 10_000;
/** What a counter of 53 bits holds without loss. */
const MAX_COUNT = Number.MAX_SAFE_INTEGER;

const limit = (most: number, description: string) => z.int().min(0).max(most).nullable().default(null).meta({ description });

/** How much a tenant may do. Null: without limit, and for requests as configured for all tenants. */
export const TenantQuotas = z
  .strictObject({
    requestsPerSecond: z.int().min(1).max(MAX_RATE).nullable().default(null).meta({ description: 'Requests of all its keys, in the long run; a burst of twice as many may come at once.' }),
    faxesPerDay: limit(MAX_COUNT, 'Faxes accepted in a day, UTC.'),
    faxesPerMonth: limit(MAX_COUNT, 'Faxes accepted in a calendar month, UTC.'),
    pagesPerMonth: limit(MAX_COUNT, 'Pages that far ends confirmed of the faxes accepted in a calendar month, UTC. Once they are used up no fax is accepted.'),
    openFaxes: limit(MAX_COUNT, 'Faxes that are not at rest, at a time.'),
  })
  .meta({ id: 'TenantQuotas', ...ADDITION });
export type TenantQuotas = z.infer<typeof TenantQuotas>;
