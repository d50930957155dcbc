import { eventIdOf, type AttemptBody, type FaxBody, type FaxEventBody } from '@faxwire/contracts';
import { MAX_AUTOMATIC_ATTEMPTS, causeDefinition } from '@faxwire/fax';
import type { ReceivedFax } from '@faxwire/sandbox-app';
import { FaxwireClient } from '../client/faxwire-client.ts';
import { isEnd } from '../client/timeline.ts';
import type { Credentials } from '../credentials.ts';

/** What the log, the attempts and the far end say of one fax that has come to rest. */
export interface FaxEvidence {
  readonly fax: FaxBody;
  readonly events: readonly FaxEventBody[];
  readonly attempts: readonly AttemptBody[];
  /** Calls that a sandbox machine picked up, in order. */
  readonly calls: readonly ReceivedFax[];
}

/** Waits for the fax's end. Rejects after the patience, ms. */
export async function gatherEvidence(credentials: Credentials, faxId: string, patienceMs: number): Promise<FaxEvidence> {
  const client = new FaxwireClient(credentials);
  const events: FaxEventBody[] = [];
  for await (const event of client.events(faxId, AbortSignal.timeout(patienceMs))) {
    events.push(event);
    if (isEnd(event)) break;
  }
  const { faxes } = (await (await fetch(`${credentials.baseUrl}/sandbox/faxes`)).json()) as { faxes: ReceivedFax[] };
  const calls = faxes.filter((call) => call.faxId === faxId).sort((a, b) => a.startedOn.localeCompare(b.startedOn));
  const attempts = await client.attempts(faxId);
  return { events, calls, attempts, fax: await client.fax(faxId) };
}

export const webhookIdsOf = ({ fax, events }: FaxEvidence): string[] => events.map(({ sequence }) => eventIdOf(fax.faxId, sequence));

/**
 * Attempts that began although the far end had confirmed the last page before: the fax arrived twice. Where the line
 * failed before the confirmation was heard, no fax machine can know, and each dials again: that does not count.
 */
export function dialledAgain({ fax, attempts, calls }: FaxEvidence): number {
  const { pageCount = Infinity } = fax;
  const arrived = calls.find((call) => {
    const attempt = attemptOf(call, attempts);
    return !failedOnTheLine(attempt) && (attempt?.fromPage ?? 0) + call.pages >= pageCount;
  });
  if (!arrived) return 0;
  return attempts.filter(({ startedOn }) => startedOn > arrived.startedOn).length;
}

/** Calls whose last page arrived and whose confirmation the line lost: known only to us, who see both ends. */
export function confirmationsLost({ fax, attempts, calls }: FaxEvidence): number {
  const { pageCount = Infinity } = fax;
  return calls.filter((call) => {
    const attempt = attemptOf(call, attempts);
    return failedOnTheLine(attempt) && (attempt?.fromPage ?? 0) + call.pages >= pageCount;
  }).length;
}

/** A machine that starves loses calls at twenty times the speed of life, as a poor line does. */
export const wasDisturbed = ({ attempts }: FaxEvidence): boolean => attempts.some(failedOnTheLine);

function failedOnTheLine(attempt: AttemptBody | undefined): boolean {
  return attempt?.cause !== undefined && causeDefinition(attempt.cause).area !== 'system';
}

/** Calls do not say which attempt they are: the last one that began before the far end picked up. */
function attemptOf(call: ReceivedFax, attempts: readonly AttemptBody[]): AttemptBody | undefined {
  return attempts.findLast(({ startedOn }) => startedOn <= call.startedOn);
}

/** What must not be, after any crash, in words. Empty where all is well. */
export function violationsOf(evidence: FaxEvidence): string[] {
  const { fax, events, attempts, calls } = evidence;
  const pages = events.filter(({ type }) => type === 'PageSent').map(({ data }) => Number(data['page']));
  const ends = events.filter(isEnd);
  return [
    ...(ends.length === 1 ? [] : [`it came to ${ends.length} ends`]),
    ...(pages.every((page, index) => page === index) ? [] : [`pages were confirmed as ${pages.join(', ')}`]),
    ...(events.every(({ sequence }, index) => sequence === index + 1) ? [] : ['its events have a gap']),
    ...(calls.length <= attempts.length ? [] : [`${attempts.length} attempts and ${calls.length} calls`]),
    ...(attempts.some(({ status }) => status === 'open') ? ['an attempt is open'] : []),
    ...(dialledAgain(evidence) === 0 ? [] : [`it was dialled again after its last page had been confirmed: ${causesOf(attempts)}`]),
    ...(isRightEnd(fax, pages.length) ? [] : [`${fax.faxStatus} ${fax.failedCause ?? ''} with ${pages.length} of ${String(fax.pageCount)} pages confirmed`]),
  ];
}

const causesOf = (attempts: readonly AttemptBody[]): string => attempts.map(({ cause, status }) => cause ?? status).join(', ');

/** A crash may fail a fax only where its last page may have arrived, or where the attempts are used up. */
function isRightEnd({ faxStatus, failedCause, pageCount = 0, attemptCount }: FaxBody, confirmed: number): boolean {
  if (faxStatus === 'FaxSent') return confirmed === pageCount;
  if (faxStatus !== 'FaxFailed') return false;
  return attemptCount === MAX_AUTOMATIC_ATTEMPTS || (failedCause === 'interrupted' && confirmed === pageCount - 1);
}
