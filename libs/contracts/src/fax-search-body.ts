import * as z from 'zod';
import { FAX_STATUSES } from '@faxwire/fax';
import { ADDITION } from './addition.ts';
import { DIRECTIONS, ListedFaxBody, Timestamp } from './fax-body.ts';
import { Metadata } from './fax-form.ts';

/** Each is a look into the index; more is what a date is for. */
export const MAX_SEARCHED_IDS = 500;
const MAX_IDS_CHARS = MAX_SEARCHED_IDS * 40;
const MAX_NUMBER_CHARS = 40;
const MAX_BATCH_ID_CHARS = 100;
const MAX_CURSOR_CHARS = 100;
const DEFAULT_PAGE = 20;
/** A page is one answer in memory, with the history of each fax. */
const MAX_PAGE = 100;

/** A day, from its beginning in UTC, or a moment. */
const moment = () => z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const status = z.enum(FAX_STATUSES);

export const FaxSearchRequest = z
  .strictObject({
    faxNumber: z.string().max(MAX_NUMBER_CHARS).optional().meta({ description: 'The number that the fax goes to, or came from, in any notation that is taken for sending.' }),
    faxId: z.union([z.string().max(MAX_IDS_CHARS), z.array(z.string().max(100)).max(MAX_SEARCHED_IDS)]).optional()
      .meta({ description: `One, several separated by commas, or an array: up to ${MAX_SEARCHED_IDS}. Either this or \`faxSentDate\` is needed.` }),
    faxStatus: z.union([status, z.array(status).min(1).max(FAX_STATUSES.length)]).optional().meta({ description: 'One status, or any of several.' }),
    direction: z.enum(DIRECTIONS).optional().meta({ description: 'Faxes that were sent, or faxes that came in. Default: both.', ...ADDITION }),
    faxSentDate: moment().optional().meta({ description: 'Faxes handed in, or come in, on and after this day or moment.', example: '2026-01-15' }),
    faxSentDateTo: moment().optional().meta({ description: 'Handed in on or before this day, or before this moment.', ...ADDITION }),
    showFaxStatusChangeHistory: z.boolean().default(false).meta({ description: 'Each fax with its changes of status.' }),
    metadata: Metadata.optional().meta({ description: 'Faxes that have all of these pairs.', ...ADDITION }),
    batchId: z.string().max(MAX_BATCH_ID_CHARS).optional().meta(ADDITION),
    sort: z.enum(['newest', 'oldest']).default('newest').meta({ description: 'By the time at which the fax was handed in.', ...ADDITION }),
    limit: z.int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE).meta({ description: 'Faxes in one answer.', ...ADDITION }),
    after: z.string().max(MAX_CURSOR_CHARS).optional().meta({ description: '`next` of the answer before.', ...ADDITION }),
  })
  .meta({ id: 'FaxSearch' });
export type FaxSearchRequest = z.infer<typeof FaxSearchRequest>;

const StatusChange = z.strictObject({ faxStatus: status, changedOn: Timestamp }).meta({ id: 'FaxStatusChange', ...ADDITION });

export const FaxFound = z
  .strictObject({
    ...ListedFaxBody.shape,
    archived: z.boolean().meta({ description: 'True for a fax that `GET /fax/{faxId}` no longer returns.', ...ADDITION }),
    statusChangeHistory: z.array(StatusChange).optional().meta({ description: 'Oldest first; where it was asked for.', ...ADDITION }),
  })
  .meta({ id: 'FaxFound' });
export type FaxFound = z.infer<typeof FaxFound>;

export const FaxSearchBody = z
  .strictObject({
    faxes: z.array(FaxFound),
    next: z.string().optional().meta({ description: 'Where the result goes on, for `after`; absent at its end.' }),
  })
  .meta({ id: 'FaxSearchResult', ...ADDITION });
export type FaxSearchBody = z.infer<typeof FaxSearchBody>;
