import * as z from 'zod';
import { ADDITION } from './addition.ts';
import { RESOLUTIONS } from './fax-body.ts';
import { faxWishes } from './fax-wish.ts';

/** Fifty short pairs are what tenants track by; the whole stays under 32 KiB and goes into every list. */
export const MAX_METADATA_PAIRS = 50;
export const MAX_METADATA_KEY_CHARS = 40;
export const MAX_METADATA_VALUE_CHARS = 500;
/** Each is a file, a look into it and a renderer's run. */
export const MAX_DOCUMENTS = 10;
export const MAX_RECIPIENTS = 1_000;
const MAX_URL_CHARS = 2_048;

export const Metadata = z
  .record(z.string().min(1).max(MAX_METADATA_KEY_CHARS), z.string().max(MAX_METADATA_VALUE_CHARS))
  .refine((metadata) => Object.keys(metadata).length <= MAX_METADATA_PAIRS, `at most ${MAX_METADATA_PAIRS} pairs`)
  .meta({ description: 'Pairs for your own tracking. Sent as one part with a JSON object, or as parts named `metadata[key]`.' });

const phoneNumber = z.string().meta({ description: 'E.164, or as it is dialled in the tenant\'s country.', example: '+19995550100' });
const resolution = z.enum(RESOLUTIONS).optional().meta({ description: 'Default: fine.', ...ADDITION });
const url = z.string().max(MAX_URL_CHARS).meta({ format: 'uri', example: 'https://example.com/letter.pdf' });
const documentUrl = z.union([url, z.array(url).min(1).max(MAX_DOCUMENTS)])
  .meta({ description: `Where we fetch the document, or up to ${MAX_DOCUMENTS} in their order: https, a public address, no redirects.`, ...ADDITION });
const upload = z.string().meta({ format: 'binary' });
const document = z.union([upload, z.array(upload).max(MAX_DOCUMENTS)])
  .meta({ description: `PDF, TIFF, PNG, JPEG or plain text, all together up to 50 MB. The part may come up to ${MAX_DOCUMENTS} times: all are sent as one fax, in their order.` });

/** The fields of a submission beside its documents, as values. */
const fields = { metadata: Metadata.optional(), resolution, ...faxWishes };

/** The parts of `POST /fax`, in any order. */
export const FaxForm = z
  .strictObject({ phoneNumber, document: document.optional(), documentUrl: documentUrl.optional(), ...fields })
  .meta({ id: 'FaxForm' });

/** `POST /fax` as JSON: we fetch the document. */
export const FaxByUrl = z.strictObject({ phoneNumber, documentUrl, ...fields }).meta({ id: 'FaxByUrl', ...ADDITION });

/** What is checked of either, once its parts are values. */
export const FaxFields = z.strictObject({ phoneNumber, documentUrl: documentUrl.optional(), ...fields });
export type FaxFields = z.infer<typeof FaxFields>;

const Recipient = z
  .union([z.string(), z.strictObject({ phoneNumber: z.string(), metadata: Metadata.optional() })])
  .meta({ description: 'A number, or a number with metadata of its own, which is joined with that of the batch.', example: '+19995550100' });

const recipients = z.array(Recipient).min(1).max(MAX_RECIPIENTS)
  .meta({ description: `Up to ${MAX_RECIPIENTS}, each number once. Sent as one part with a JSON array.` });

/** The parts of `POST /fax/batch`, in any order. */
export const FaxBatchForm = z
  .strictObject({ recipients, document: document.optional(), documentUrl: documentUrl.optional(), ...fields })
  .meta({ id: 'FaxBatchForm', ...ADDITION });

export const FaxBatchFields = z.strictObject({ recipients, documentUrl: documentUrl.optional(), ...fields });
export type FaxBatchFields = z.infer<typeof FaxBatchFields>;
