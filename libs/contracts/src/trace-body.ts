import * as z from 'zod';
import { ADDITION } from './addition.ts';
import { Timestamp } from './fax-body.ts';

/** One thing that went over the line. */
export const TraceEntryBody = z
  .strictObject({
    atMs: z.number().min(0).meta({ description: 'Since the attempt began.' }),
    direction: z.enum(['sent', 'received']).meta({ description: '`sent` by us.' }),
    kind: z.enum(['sip', 'frame', 'signal']),
    name: z.string().meta({ description: 'First line of a SIP message, name of a T.30 frame (DIS, CFR, PPS-EOP), or what a signal is.', example: 'CFR' }),
    text: z.string().optional().meta({ description: 'The SIP message, without credentials; what an identification says, which is not to be trusted.' }),
    octets: z.string().optional().meta({ description: 'The frame, hex, from its address to the end of its field, without FCS; the first bit on the line is the top bit.', example: 'ffc821' }),
    intact: z.boolean().optional().meta({ description: 'Of a frame: its check sequence was right.' }),
  })
  .meta(ADDITION);
export type TraceEntryBody = z.infer<typeof TraceEntryBody>;

export const TraceBody = z
  .strictObject({
    faxId: z.string(),
    attemptId: z.string(),
    startedOn: Timestamp,
    timeFactor: z.number().meta({ description: 'How many times as fast as ours the clock of the far end ran: 1, but for the sandbox carrier.' }),
    truncated: z.boolean().meta({ description: 'There was more than is kept.' }),
    datagrams: z.int().meta({ description: 'UDPTL datagrams kept; `format=pcap` has them.' }),
    entries: z.array(TraceEntryBody).readonly(),
  })
  .meta({ id: 'Trace', description: 'What went over the line in an attempt.', ...ADDITION });
export type TraceBody = z.infer<typeof TraceBody>;
