import * as z from 'zod';
import { Moment, WEBHOOK_EVENT_TYPES } from '@faxwire/contracts';
import type { DeliveryFilter, DeliveryPage, DeliveryRecord } from '@faxwire/deliveries';
import { PARAMETER, fieldProblem, validate } from '../validate.ts';

const DEFAULT_PAGE = 20;
/** Each delivery comes with its body and attempts: a hundred are some hundred kilobytes. */
const MAX_PAGE = 100;
const MAX_CURSOR_CHARS = 200;

const page = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE).meta({ description: 'Entries in one answer.' }),
  after: z.string().max(MAX_CURSOR_CHARS).optional().meta({ description: '`next` of the answer before.' }),
};

export const PageQuery = z.strictObject(page);

export const DeliveryQuery = z.strictObject({
  ...page,
  state: z.enum(['pending', 'delivered', 'failed']).optional(),
  eventType: z.enum(WEBHOOK_EVENT_TYPES).optional(),
  faxId: z.uuid().optional(),
  from: Moment.optional().meta({ description: 'Noted at that time or later.' }),
  to: Moment.optional().meta({ description: 'Noted before that time.' }),
});

/** @throws ProblemError `invalid_parameter`, `unknown_parameter` */
export function pageOf(query: unknown): DeliveryPage {
  const { limit, after } = validate(PageQuery, query, PARAMETER);
  return { limit, after: after === undefined ? undefined : placeOf(after) };
}

/** @throws ProblemError `invalid_parameter`, `unknown_parameter` */
export function listOf(query: unknown): { readonly filter: DeliveryFilter; readonly page: DeliveryPage } {
  const { limit, after, from, to, ...filter } = validate(DeliveryQuery, query, PARAMETER);
  return { filter: { ...filter, from: timeOf(from), to: timeOf(to) }, page: { limit, after: after === undefined ? undefined : placeOf(after) } };
}

/** Where the next page begins; undefined after the last one. */
export function nextOf(deliveries: readonly DeliveryRecord[], limit: number): string | undefined {
  const last = deliveries.at(-1);
  return last && deliveries.length === limit ? `${last.createdAt}.${last.eventId}` : undefined;
}

function placeOf(after: string): { createdAt: number; eventId: string } {
  const [, at, eventId] = /^(\d{1,15})\.([\w-]{1,100})$/u.exec(after) ?? [];
  if (at !== undefined && eventId !== undefined) return { createdAt: Number(at), eventId };
  throw fieldProblem([{ field: 'after', code: PARAMETER.invalid, message: 'is not the `next` of an earlier answer' }]);
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
