import { causeDefinition, type AttemptFailed, type AttemptStart, type FaxEvent, type PageSent } from '@faxwire/fax';
import type { FarCallEvidence, FaxEvidence } from './fax-evidence.ts';

type DataOf<Type extends FaxEvent['type']> = Extract<FaxEvent, { type: Type }>['data'];

/** What the log and the far end say of one attempt. */
export interface AttemptEvidence {
  readonly start: AttemptStart;
  readonly beganAt: number;
  readonly negotiated: boolean;
  /** Whether error correction was agreed: without it rows may arrive damaged. */
  readonly ecm: boolean;
  readonly pages: readonly PageSent['data'][];
  readonly failed?: AttemptFailed;
  readonly calls: readonly FarCallEvidence[];
}

/** In the order of the log, told apart by the event that began them. */
export function attemptsOf({ events, calls }: Pick<FaxEvidence, 'events' | 'calls'>): AttemptEvidence[] {
  const list = events.map(({ event }) => event);
  return list.filter((event) => event.type === 'FaxAttemptInitiated' || event.type === 'FaxRetryAttempted').map(({ at, data: start }) => {
    const own = list.filter((event) => 'attemptId' in event.data && event.data.attemptId === start.attemptId);
    const negotiation = dataOf(own, 'FaxNegotiated')[0];
    const failed = own.find((event) => event.type === 'AttemptFailed');
    return {
      start, beganAt: at,
      negotiated: negotiation !== undefined,
      ecm: negotiation?.ecm ?? false,
      pages: dataOf(own, 'PageSent'),
      ...(failed && { failed }),
      calls: calls.filter(({ attemptId }) => attemptId === start.attemptId),
    };
  });
}

export function dataOf<Type extends FaxEvent['type']>(events: readonly FaxEvent[], type: Type): DataOf<Type>[] {
  return events.filter((event) => event.type === type).map(({ data }) => data as DataOf<Type>);
}

/** The line failed, and with it the last words of the far end: no fax machine could know of them. */
export function failedOnTheLine({ failed }: AttemptEvidence): boolean {
  return failed !== undefined && causeDefinition(failed.data.cause).area !== 'system';
}
