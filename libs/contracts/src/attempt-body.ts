import * as z from 'zod';
import { CAUSES, RESOLUTIONS, Timestamp } from './fax-body.ts';

const AttemptSettings = z.strictObject({
  maxBitRate: z.int().meta({ description: 'Highest rate offered, bit/s.' }),
  v17: z.boolean(),
  ecm: z.boolean(),
  t38: z.boolean(),
  maxResolution: z.enum(RESOLUTIONS).optional().meta({ description: 'Finer pages are sent in this one.' }),
});

/** The faxId API names the operation and leaves the object open: every attribute is ours. */
export const AttemptBody = z
  .strictObject({
    attemptId: z.string(),
    faxId: z.uuid(),
    number: z.int().meta({ description: '1 for the first; automatic and manual attempts count alike.' }),
    manual: z.boolean().meta({ description: 'True for the one attempt that a retry request makes.' }),
    status: z.enum(['open', 'sent', 'arrived', 'failed']).meta({ description: '`arrived` is the call that an inbound fax came with; it is the only attempt of its fax.' }),
    startedOn: Timestamp,
    ringingOn: Timestamp.optional(),
    answeredOn: Timestamp.optional(),
    endedOn: Timestamp.optional(),
    trunk: z.string(),
    callerNumber: z.string().meta({ description: 'Ours; of a call that came in, the far end\'s, empty where the network did not tell it.' }),
    mode: z.enum(['T38', 'G711']).meta({ description: 'How the fax went over the network.' }),
    settings: AttemptSettings.meta({ description: 'What this attempt was allowed to offer.' }),
    steppedDown: z.array(z.enum(['bitRate', 'v17', 'ecm', 'resolution', 't38'])).meta({ description: 'What it offers less of than a first attempt, because of earlier ones.' }),
    fromPage: z.int().meta({ description: 'First page to transmit, 0-based: confirmed pages are not sent again.' }),
    pagesConfirmed: z.int().meta({ description: 'Pages that the far end confirmed in this attempt.' }),
    badRows: z.int(),
    bitRate: z.int().optional().meta({ description: 'Rate agreed, bit/s.' }),
    ecm: z.boolean().optional().meta({ description: 'Whether error correction was agreed.' }),
    compression: z.string().optional(),
    resolution: z.string().optional(),
    remoteStationId: z.string().optional().meta({ description: 'What the far end says of itself: not to be trusted.' }),
    cause: z.enum(CAUSES).optional().meta({ description: 'Why it failed, as a stable code.' }),
    reason: z.string().optional().meta({ description: 'Why it failed, as a sentence.' }),
    detail: z.string().optional().meta({ description: 'What exactly was seen, for engineers.' }),
    sipStatus: z.int().optional(),
    t30Code: z.int().optional().meta({ description: 'T.30 completion code.' }),
    nextAttemptOn: Timestamp.optional().meta({ description: 'When the next one is due; only on a failed attempt that is followed by an automatic one.' }),
  })
  .meta({ id: 'Attempt', 'x-faxwire-addition': true });
export type AttemptBody = z.infer<typeof AttemptBody>;

export const AttemptListBody = z
  .strictObject({ faxId: z.uuid(), attempts: z.array(AttemptBody) })
  .meta({ id: 'AttemptList', 'x-faxwire-addition': true });
export type AttemptListBody = z.infer<typeof AttemptListBody>;
