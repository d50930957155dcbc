import type { FaxCloudEvent } from '@faxwire/contracts';
import { fold, summarise, type FailureCause, type FaxSummary } from '@faxwire/fax';
import type { FaxStreams } from './ports.ts';

/** What people are told of a fax that came to its end. */
export interface Notice {
  readonly outcome: 'sent' | 'failed';
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly fax: Pick<FaxSummary, 'faxId' | 'mode' | 'phoneNumber' | 'pageCount' | 'attempts' | 'metadata'>;
  readonly failure?: { readonly cause: FailureCause; readonly reason: string };
}

/** Which wish of a tenant the event meets; undefined where it is none that people are told of. */
export function outcomeOf({ type }: Pick<FaxCloudEvent, 'type'>): Notice['outcome'] | undefined {
  if (type === 'FaxSent') return 'sent';
  return type === 'FaxFailed' ? 'failed' : undefined;
}

/** @param stream of the event's fax; what came after the event is left out */
export function noticeOf(event: FaxCloudEvent, outcome: Notice['outcome'], stream: Awaited<ReturnType<FaxStreams['history']>>): Notice {
  const fax = summarise(fold(stream.filter(({ version }) => version <= event.sequence).map((entry) => entry.event)));
  const { data } = event;
  const pageCount = 'pageCount' in data ? data.pageCount : fax.pageCount;
  return { outcome, at: event.time, fax: { ...fax, pageCount }, ...('cause' in data && 'reason' in data && { failure: { cause: data.cause, reason: data.reason } }) };
}
