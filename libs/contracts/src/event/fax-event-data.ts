import * as z from 'zod';
import type { FaxEventType } from '@faxwire/fax';
import { MODES, RESOLUTIONS } from '../fax-body.ts';
import { COVER_TEMPLATES, PAGE_SIZES, PRIORITIES } from '../fax-wish.ts';
import { cause, count, described, document, sha256, text } from './described-field.ts';
import { INCOMING_EVENT_DATA } from './incoming-event-data.ts';

const nothing = (what: string) => described(z.strictObject({}), what);

const attemptId = text('Which attempt: `att_<faxId>_<number>`.');
const milliseconds = (what: string) => described(z.int().min(0), `${what}, milliseconds since the Unix epoch.`);
const erasure = described(z.enum(['request', 'retention']), 'Somebody asked for it, or the tenant\'s policy said so.');

const FaxReceived = z
  .strictObject({
    faxId: described(z.uuid(), 'The fax; also `subject`.'),
    tenantId: described(z.uuid(), 'Whose fax it is; also `tenantid`.'),
    mode: described(z.enum(MODES), '`test` faxes go to the sandbox carrier and nowhere else.'),
    phoneNumber: described(z.string().regex(/^\+[1-9][0-9]{6,14}$/), 'Where the fax goes, E.164.'),
    document: document('What was uploaded. It was stored before this event.'),
    resolution: described(z.enum(RESOLUTIONS), '98, 196 or 391 lines per inch.'),
    metadata: described(z.record(z.string(), z.string()), "The sender's own, as it was given."),
    requestHash: text('SHA-256 of the request, so that a repeated Idempotency-Key can be told from a misused one.'),
    attachments: described(z.array(document('One of the others.')).readonly(), 'Documents after the first, in their order: all are one fax.').optional(),
    coverPage: described(
      z.strictObject({
        template: z.enum(COVER_TEMPLATES), to: z.string().optional(), from: z.string().optional(), subject: z.string().optional(), message: z.string().optional(),
      }),
      'What stands on a page before the document.',
    ).optional(),
    pageSize: described(z.enum(PAGE_SIZES), 'Paper of text, of images that say no size, and of the cover page.').optional(),
    senderNumber: text('One of the tenant\'s numbers: shown to the far end.').optional(),
    stationId: text('Transmitting subscriber identification (TSI, T.30 5.3.6.2.5).').optional(),
    headerText: text('Stands in the line at the top of each page.').optional(),
    priority: described(z.enum(PRIORITIES), 'Which of the tenant\'s waiting faxes go first.').optional(),
    sendAt: milliseconds('Not dialled before').optional(),
    expiresAt: milliseconds('Not dialled from then on').optional(),
    maxAttempts: described(z.int().min(1).max(5), 'Automatic attempts, where the policy allows more.').optional(),
    batchId: text('What belongs together.').optional(),
  })
  .meta({ description: 'A fax was accepted and is durable. The first event of every fax, and the only one with its number and document.' });

const DocumentRendered = z
  .strictObject({
    sha256: sha256('the pages as one TIFF in the document store'),
    pageCount: count('Pages that will be transmitted.'),
    widthPx: count('1728 for A4 and Letter, 2048 for B4, 2432 for A3.'),
    bytes: count('Size of the TIFF.'),
    pageSha256: described(z.array(sha256("a page's rows")).readonly(), 'One for each page, in order.'),
    renderMs: count('How long it took.'),
  })
  .meta({ description: 'The document was turned into fax pages. Happens once for a fax.' });

const settings = described(
  z.strictObject({
    maxBitRate: described(z.literal([14400, 9600, 4800, 2400]), 'Highest rate that is offered, bit/s.'),
    v17: z.boolean(),
    ecm: described(z.boolean(), 'Error correction mode (T.30 Annex A).'),
    t38: described(z.boolean(), 'False: as audio over G.711 from the start, where the trunk has that at all.'),
    maxResolution: described(z.enum(RESOLUTIONS), 'Finer pages are sent in this one. Left out: every page as it was rendered.').optional(),
  }),
  'What this attempt may offer the far end: each failure can make the next attempt slower or plainer.',
);

const attemptStart = {
  attemptId,
  number: described(z.int().min(1), '1 for the first, counting automatic and manual ones alike.'),
  token: described(z.int().min(1), 'Fencing token: the position of this very event. Reports with another one are refused.'),
  trunk: text('Over which trunk the call goes.'),
  callerNumber: text('The number that is shown to the far end.'),
  fromPage: count('First page to transmit, 0-based: confirmed pages are not sent again.'),
  settings,
};

const OfAttempt = { attemptId };

/** What each event says, in its `data`. The only place where the fields of an event are described to others. */
export const FAX_EVENT_DATA = {
  FaxReceived,
  FaxHeld: nothing('The sender holds the fax back. Only before any attempt; nothing is dialled until it is revived.'),
  FaxRevived: nothing('The sender released the fax from hold.'),
  FaxReceivedForCancel: nothing('A stop request was accepted. Nothing will be dialled; `FaxCancelled` follows.'),
  FaxCancelled: nothing('The fax was stopped before any attempt. Final.'),
  DocumentRendered,
  FaxAttemptInitiated: z.strictObject(attemptStart).meta({ description: 'An automatic attempt begins. Stored before the call is placed, so a fax that was held or stopped is never dialled.' }),
  CallRinging: z
    .strictObject({ ...OfAttempt, sipStatus: described(z.int(), 'The provisional SIP response, 180 or 183.') })
    .meta({ description: 'The far end is being alerted. Not every network says so.' }),
  CallAnswered: z
    .strictObject({ ...OfAttempt, sipCallId: text('Call-ID of the SIP dialog, for the carrier’s records.') })
    .meta({ description: 'The far end answered. Whether it is a fax machine is not known yet.' }),
  FaxNegotiated: z
    .strictObject({
      ...OfAttempt,
      bitRate: described(z.int(), 'Rate agreed, bit/s.'),
      ecm: described(z.boolean(), 'Whether error correction was agreed.'),
      compression: text('T.4 one-dimensional, T.4 two-dimensional or T.6: `MH`, `MR`, `MMR`.'),
      resolution: text('Resolution agreed, dots per inch.'),
      remoteStationId: text('What the far end says of itself (CSI, T.30 5.3.6.2.4): not to be trusted.').optional(),
      transport: described(z.enum(['t38', 'g711']), 'How the fax goes over the network; left out: T.38.').optional(),
    })
    .meta({ description: 'The two machines agreed on how to transmit. A later training of the same call adds no event.' }),
  PageSent: z
    .strictObject({
      ...OfAttempt,
      page: count('Page of the document, 0-based.'),
      bitRate: described(z.int(), 'Rate at which the page went, bit/s.'),
      badRows: count('Rows that arrived damaged, where the far end says so.'),
      bytes: count('Compressed size of the page.'),
    })
    .meta({ description: 'The far end confirmed a page. It is never sent again; the next page waits until this event is stored.' }),
  CallTraced: z
    .strictObject({ ...OfAttempt, sha256: sha256('the trace'), bytes: count('Size of the trace, compressed.') })
    .meta({ description: 'The call of an attempt, or the one that a fax came with, has ended, and what went over the line is kept: SIP messages, T.30 frames and datagrams. `GET /fax/{faxId}/attempts/{attemptId}/trace` shows it; it is erased with the document.' }),
  AttemptFailed: z
    .strictObject({
      ...OfAttempt,
      cause,
      detail: text('What exactly was seen, for engineers.'),
      sipStatus: described(z.int(), 'The final SIP response, where there was one.').optional(),
      t30Code: described(z.int(), 'T.30 completion code, where the call came that far.').optional(),
      retryAfterMs: described(z.int(), 'The wish of the carrier (Retry-After).').optional(),
      jitter: described(z.number().min(0).max(1), 'Spreads the next attempt in time. Drawn once and stored, so that everybody computes the same time.'),
    })
    .meta({ description: 'An attempt ended with pages unconfirmed. Whether and when there is another one follows from the cause.' }),
  FaxSent: z
    .strictObject({ pageCount: count('Pages, each of them confirmed.'), attempts: described(z.int().min(1), 'Attempts that it took.') })
    .meta({ description: 'The far end confirmed every page. Final: the fax is never dialled again.' }),
  FaxFailed: z
    .strictObject({ cause, reason: text('What the sender reads.'), detail: text('What exactly was seen, for engineers.').optional() })
    .meta({ description: 'The attempts are used up, or no attempt can cure the cause. Final, unless the sender asks for a retry.' }),
  FaxRetry: nothing('The sender asked for exactly one more attempt at a failed fax.'),
  FaxRetryAttempted: z.strictObject(attemptStart).meta({ description: 'The one attempt that a retry makes begins. Stored before the call is placed.' }),
  FaxWebhookUpdateFailed: z
    .strictObject({
      endpointId: text('The webhook endpoint of the tenant.'),
      webhookId: text('`webhook-id` of the delivery that was given up on.'),
      eventType: text('Type of the event that could not be delivered.'),
      attempts: described(z.int().min(1), 'Deliveries that were tried.'),
      reason: text('What came of the last one.'),
    })
    .meta({ description: 'A webhook about this fax was given up on. It says nothing of what became of the fax itself.' }),
  ...INCOMING_EVENT_DATA,
  FaxDocumentErased: z
    .strictObject({ reason: erasure, documents: described(z.array(z.string()).readonly(), 'SHA-256 of what was stored for the fax, hex: the uploads, the pages, then the traces of its calls.') })
    .meta({ description: 'The document and its pages are erased: their bytes are gone, or go once no other fax names them.' }),
  FaxPersonalDataErased: z
    .strictObject({ reason: erasure })
    .meta({ description: 'The key of the fax\'s personal data was destroyed. Its earlier events stay, and nobody reads numbers, names and metadata in them any more.' }),
} as const satisfies Readonly<Record<FaxEventType, z.ZodType>>;
