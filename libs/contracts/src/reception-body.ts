import * as z from 'zod';
import { Timestamp } from './timestamp.ts';

/** The call that an inbound fax came with. */
export const ReceptionBody = z.strictObject({
  attemptId: z.string().meta({ description: 'The call, as `GET /fax/{faxId}/attempts/{attemptId}/trace` wants it.' }),
  answeredOn: Timestamp,
  durationSeconds: z.number().optional().meta({ description: 'From the answer to the end of the call.' }),
  trunk: z.string(),
  transport: z.enum(['t38', 'g711']).optional().meta({ description: 'How the pages came over the network.' }),
  remoteStationId: z.string().optional().meta({ description: 'What the sending machine says of itself (TSI): not to be trusted.' }),
  subAddress: z.string().optional().meta({ description: 'Whom the sender asked for (SUB): not to be trusted.' }),
  bitRate: z.int().optional().meta({ description: 'Rate of the last page, bit/s.' }),
  ecm: z.boolean().optional().meta({ description: 'Whether error correction was agreed.' }),
  compression: z.string().optional(),
  badRows: z.int().meta({ description: 'Rows that arrived damaged, of all pages.' }),
  t30Code: z.int().optional().meta({ description: 'T.30 completion code.' }),
  detail: z.string().optional().meta({ description: 'What exactly was seen when it broke off, for engineers.' }),
});
export type ReceptionBody = z.infer<typeof ReceptionBody>;
