import * as z from 'zod';
import { ADDITION, RESOLUTIONS } from './fax-body.ts';

/** Fifty short pairs are what tenants track by; the whole stays under 32 KiB and goes into every list. */
export const MAX_METADATA_PAIRS = 50;
export const MAX_METADATA_KEY_CHARS = 40;
export const MAX_METADATA_VALUE_CHARS = 500;

export const Metadata = z
  .record(z.string().min(1).max(MAX_METADATA_KEY_CHARS), z.string().max(MAX_METADATA_VALUE_CHARS))
  .refine((metadata) => Object.keys(metadata).length <= MAX_METADATA_PAIRS, `at most ${MAX_METADATA_PAIRS} pairs`)
  .meta({ description: 'Pairs for your own tracking. Sent as one part with a JSON object, or as parts named `metadata[key]`.' });

/** The parts of `POST /fax`, in any order. */
export const FaxForm = z
  .strictObject({
    phoneNumber: z.string().meta({ description: 'E.164, or as it is dialled in the tenant\'s country.', example: '+19995550100' }),
    document: z.string().meta({ format: 'binary', description: 'PDF, TIFF, PNG, JPEG or plain text, up to 50 MB.' }),
    metadata: Metadata.optional(),
    resolution: z.enum(RESOLUTIONS).optional().meta({ description: 'Default: fine.', ...ADDITION }),
  })
  .meta({ id: 'FaxForm' });
