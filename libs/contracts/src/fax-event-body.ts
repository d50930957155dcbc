import * as z from 'zod';
import type { FaxEvent } from '@faxwire/fax';
import { Timestamp, timestamp } from './fax-body.ts';
import { EVENT_TYPES } from './webhook-endpoint-body.ts';

/** One event of a fax as the event stream shows it. */
export const FaxEventBody = z
  .strictObject({
    faxId: z.uuid(),
    type: z.enum(EVENT_TYPES),
    time: Timestamp,
    sequence: z.int().meta({ description: 'Position in the fax, from 1; also the id to resume after.' }),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'FaxEvent', 'x-faxwire-addition': true });
export type FaxEventBody = z.infer<typeof FaxEventBody>;

/** The fencing token is a worker's right to report, and the request hash is for comparing only: neither leaves the house. */
const INTERNAL: ReadonlySet<string> = new Set(['token', 'requestHash', 'jitter']);

export function faxEventBody(faxId: string, sequence: number, event: FaxEvent): FaxEventBody {
  const data = Object.fromEntries(Object.entries(event.data).filter(([name]) => !INTERNAL.has(name)));
  return { faxId, type: event.type, time: timestamp(event.at), sequence, data };
}
