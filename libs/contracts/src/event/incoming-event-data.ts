import * as z from 'zod';
import { MODES } from '../fax-body.ts';
import { cause, count, described, document, sha256, text } from './described-field.ts';

const stationId = text('What the far end says of itself (TSI, T.30 5.3.6.2.5): not to be trusted.').optional();

const end = {
  pageCount: count('Pages that came in whole.'),
  document: document('All pages as one TIFF. It was stored before this event; absent where no page came in.').optional(),
  durationMs: count('From the answer to the end of the call, milliseconds.'),
  remoteStationId: stationId,
  subAddress: text('Whom the sender asked for (SUB, T.30 5.3.6.2.12): not to be trusted.').optional(),
  t30Code: described(z.int(), 'T.30 completion code, where the call came that far.').optional(),
};

/** What the events of faxes that come in say. */
export const INCOMING_EVENT_DATA = {
  FaxIncoming: z
    .strictObject({
      faxId: described(z.uuid(), 'The fax; also `subject`.'),
      tenantId: described(z.uuid(), 'Whose number was called; also `tenantid`.'),
      mode: described(z.enum(MODES), '`test` faxes come from the sandbox carrier.'),
      phoneNumber: text('The calling number, E.164; empty where the network did not tell it.'),
      calledNumber: described(z.string().regex(/^\+[1-9][0-9]{6,14}$/), 'The tenant\'s number that was called, E.164.'),
      trunk: text('Over which trunk the call came.'),
      sipCallId: text('Call-ID of the SIP dialog, for the carrier’s records.'),
    })
    .meta({ description: 'A call to one of the tenant\'s numbers was answered. The first event of every fax that comes in.' }),
  PageReceived: z
    .strictObject({
      page: count('Page of the fax, 0-based.'),
      sha256: sha256('the page alone as a TIFF in the document store'),
      bytes: count('Size of that TIFF.'),
      widthPx: count('1728 for A4 and Letter, 2048 for B4, 2432 for A3.'),
      lengthRows: count('Rows of the page.'),
      badRows: count('Rows that arrived damaged.'),
      last: described(z.boolean(), 'The sender declared it the last one.'),
      bitRate: described(z.int(), 'Rate at which the page came, bit/s.'),
      ecm: described(z.boolean(), 'Whether error correction was agreed.'),
      compression: text('How it came over the line: `MH`, `MR`, `MMR`.'),
      resolution: text('Dots per inch.'),
      remoteStationId: stationId,
      transport: described(z.enum(['t38', 'g711']), 'How the page came over the network; left out: T.38.').optional(),
    })
    .meta({ description: 'A page came in. The far end gets its confirmation only after this event is stored, or is kept on the disk of the media worker for a log that is away. Such a page may follow a FaxIncomingFailed, and opens the fax again.' }),
  FaxArrived: z.strictObject(end).meta({ description: 'Every page came in. Final.' }),
  FaxIncomingFailed: z
    .strictObject({ ...end, cause, reason: text('What the tenant reads.'), detail: text('What exactly was seen, for engineers.').optional() })
    .meta({ description: 'The call ended before the last page; the pages that came in before are kept. Final, but for pages that the media worker had kept while the log was away.' }),
} as const;
