import * as z from 'zod';
import type { CoverPage, PageSize, Priority } from '@faxwire/fax';
import { ADDITION } from './addition.ts';
import { lineText } from './line-text.ts';

export const PAGE_SIZES = ['A4', 'Letter', 'Legal'] as const satisfies readonly PageSize[];
export const PRIORITIES = ['low', 'normal', 'high'] as const satisfies readonly Priority[];
export const COVER_TEMPLATES = ['standard', 'confidential', 'urgent'] as const satisfies readonly CoverPage['template'][];

/** One line of a form. */
const MAX_COVER_LINE_CHARS = 200;
/** What fits on a page. */
const MAX_COVER_MESSAGE_CHARS = 4_000;
/** T.30, 5.3.6.2.5 (TSI): twenty characters, digits, plus and space. */
export const STATION_ID = /^[0-9+ ]{1,20}$/;
/** One line of the page in a size that a fax keeps readable. */
export const MAX_HEADER_CHARS = 50;
/** The sender's own name of what belongs together: an order number, a campaign. */
const MAX_BATCH_ID_CHARS = 100;
/** What people write: blanks, brackets and dashes beside fifteen digits. */
const MAX_NUMBER_CHARS = 40;

/** PostgreSQL stores neither NUL nor half a surrogate pair. */
const STORABLE = /^[^\0\p{Cs}]*$/u;

const line = () => lineText(MAX_COVER_LINE_CHARS).optional();
const time = () => z.iso.datetime({ offset: true });

export const CoverPageBody = z
  .strictObject({
    template: z.enum(COVER_TEMPLATES).default('standard'),
    to: line(),
    from: line(),
    subject: line(),
    message: z.string().max(MAX_COVER_MESSAGE_CHARS).regex(STORABLE, 'has text that cannot be stored').optional(),
  })
  .meta({ description: 'A page before the document. It counts as one of the fax\'s pages.', ...ADDITION });

/** What a sender may ask for beside the number and the document. */
export const faxWishes = {
  senderNumber: z.string().max(MAX_NUMBER_CHARS).optional().meta({ description: 'One of your numbers: shown to the far end. Default: your setting, then the trunk\'s.', ...ADDITION }),
  stationId: z.string().regex(STATION_ID, 'up to 20 digits, plus and space').optional().meta({ description: 'What the far end is told we are (TSI, T.30 5.3.6.2.5). Default: your setting.', ...ADDITION }),
  headerText: lineText(MAX_HEADER_CHARS).optional().meta({ description: 'Text in the line at the top of each page. Default: your setting.', ...ADDITION }),
  sendAt: time().optional().meta({ description: 'Not dialled before; up to 30 days ahead. A time that has passed is now.', ...ADDITION }),
  expiresAt: time().optional().meta({ description: 'Not dialled from then on: the fax fails with `expired`. After `sendAt`.', ...ADDITION }),
  priority: z.enum(PRIORITIES).optional().meta({ description: 'Which of your waiting faxes go first. Default: normal.', ...ADDITION }),
  maxAttempts: z.int().min(1).max(5).optional().meta({ description: 'Automatic attempts, at most. Default: 5.', ...ADDITION }),
  pageSize: z.enum(PAGE_SIZES).optional().meta({ description: 'Paper of text, of images that say no size, and of the cover page. A PDF keeps its own. Default: A4.', ...ADDITION }),
  coverPage: CoverPageBody.optional(),
  batchId: lineText(MAX_BATCH_ID_CHARS).min(1).optional().meta({ description: 'Your name for what belongs together; to be searched by.', ...ADDITION }),
};
