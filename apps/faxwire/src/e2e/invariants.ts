import { eventIdOf } from '@faxwire/contracts';
import { causeDefinition, type FailureCause, type FaxEventType } from '@faxwire/fax';
import type { FaxSummary, RecordedEvent } from './fax-records.ts';

/** One call that a far end picked up. */
export interface FarCall {
  /** ms since the epoch */
  readonly startedAt: number;
  /** SHA-256 of the rows of each page that it confirmed, in order. */
  readonly pages: readonly string[];
}

/** All that the database, the far end and the tenant know of one fax. */
export interface FaxStory {
  readonly faxId: string;
  readonly summary: Pick<FaxSummary, 'status' | 'open'>;
  readonly events: readonly RecordedEvent[];
  /** In order. */
  readonly calls: readonly FarCall[];
  /** How often each webhook came, by its id. Absent where nobody asked for them. */
  readonly webhooks?: ReadonlyMap<string, number>;
}

interface Attempt {
  readonly startedAt: number;
  readonly number: number;
  readonly fromPage: number;
  /** Of its failure. */
  readonly cause: FailureCause | undefined;
}

const ENDS: ReadonlySet<FaxEventType> = new Set(['FaxSent', 'FaxFailed', 'FaxCancelled']);
const STARTS: ReadonlySet<FaxEventType> = new Set(['FaxAttemptInitiated', 'FaxRetryAttempted']);
/** What may follow an end. */
const AFTERWARDS: ReadonlySet<FaxEventType> = new Set(['FaxRetry', 'FaxWebhookUpdateFailed']);

/** What must hold after any fault, each a sentence for what is wrong. Empty where all is well. */
export function violationsOf(story: FaxStory): string[] {
  return [gap, ends, afterEnd, summary, attempts, confirmations, calls, farPages, dialledAgain, webhooks].flatMap((rule) => rule(story));
}

const ofType = ({ events }: FaxStory, type: FaxEventType): RecordedEvent[] => events.filter((event) => event.type === type);
const wrong = (isWrong: boolean, sentence: string): string[] => (isWrong ? [sentence] : []);

function gap({ events }: FaxStory): string[] {
  return [
    ...wrong(events.length === 0, 'there is no such fax'),
    ...wrong(!events.every(({ version }, index) => version === index + 1), 'its events have a gap'),
  ];
}

/** One end, and one more for each manual retry. */
function ends(story: FaxStory): string[] {
  const came = story.events.filter(({ type }) => ENDS.has(type)).length;
  const due = 1 + ofType(story, 'FaxRetry').length;
  return wrong(came !== due, `it came to ${came} ends instead of ${due}`);
}

function afterEnd({ events }: FaxStory): string[] {
  let isOver = false;
  return events.flatMap(({ type }) => {
    const change = isOver && !AFTERWARDS.has(type) ? [`${type} after its end`] : [];
    isOver = ENDS.has(type) || (isOver && type !== 'FaxRetry');
    return change;
  });
}

function summary({ summary: { open, status }, events }: FaxStory): string[] {
  const end = events.findLast(({ type }) => ENDS.has(type))?.type;
  return [...wrong(open, 'it is open'), ...wrong(status !== end, `its status is ${status} and its end ${String(end)}`)];
}

function attempts(story: FaxStory): string[] {
  const numbers = attemptsOf(story).map(({ number }) => number);
  const open = numbers.length - ofType(story, 'AttemptFailed').length;
  return [
    ...wrong(!numbers.every((number, index) => number === index + 1), `its attempts are numbered ${numbers.join(', ')}`),
    ...wrong(open < 0 || open > ofType(story, 'FaxSent').length, `${open} attempts have no end`),
  ];
}

function confirmations(story: FaxStory): string[] {
  const pages = ofType(story, 'PageSent').map(({ data }) => Number(data['page']));
  const isSent = ofType(story, 'FaxSent').length > 0;
  return [
    ...wrong(!pages.every((page, index) => page === index), `pages were confirmed as ${pages.join(', ')}`),
    ...wrong(isSent && pages.length !== pagesSent(story).length, `it is sent with ${pages.length} of ${pagesSent(story).length} pages confirmed`),
  ];
}

function calls(story: FaxStory): string[] {
  const made = attemptsOf(story).length;
  return wrong(story.calls.length > made, `${made} attempts and ${story.calls.length} calls`);
}

/** Each call has the pages from where its attempt began, and together they have all pages of a fax that is sent. */
function farPages(story: FaxStory): string[] {
  const sent = pagesSent(story);
  const arrived = new Set<number>();
  const mixedUp = story.calls.filter((call) => {
    const from = attemptOf(story, call)?.fromPage ?? 0;
    call.pages.forEach((_, index) => arrived.add(from + index));
    return call.pages.some((page, index) => page !== sent[from + index]);
  });
  const isSent = ofType(story, 'FaxSent').length > 0;
  return [
    ...wrong(mixedUp.length > 0, `${mixedUp.length} calls received other pages than were sent`),
    ...wrong(isSent && arrived.size !== sent.length, `it is sent and ${arrived.size} of ${sent.length} pages arrived`),
  ];
}

/** By the log or by the far end. A confirmation that the line lost, in an attempt that failed on the line, nobody can know of. */
function dialledAgain(story: FaxStory): string[] {
  const sent = pagesSent(story).length;
  const last = ofType(story, 'PageSent').find(({ data }) => data['page'] === sent - 1)?.at;
  const arrived = story.calls.find((call) => {
    const attempt = attemptOf(story, call);
    const isOurs = attempt?.cause === undefined || causeDefinition(attempt.cause).area === 'system';
    return isOurs && call.pages.length > 0 && (attempt?.fromPage ?? 0) + call.pages.length >= sent;
  })?.startedAt;
  const again = attemptsOf(story).filter(({ startedAt }) => startedAt > Math.min(last ?? Infinity, arrived ?? Infinity)).length;
  const asked = ofType(story, 'FaxRetry').length;
  return wrong(again > asked, 'it was dialled again after its last page had been confirmed');
}

function webhooks({ faxId, events, webhooks: came }: FaxStory): string[] {
  if (!came) return [];
  const due = new Set(events.map(({ version }) => eventIdOf(faxId, version)));
  const missing = [...due].filter((id) => !came.has(id));
  const unknown = [...came.keys()].filter((id) => !due.has(id));
  return [
    ...wrong(missing.length > 0, `${missing.length} webhooks did not come`),
    ...wrong(unknown.length > 0, `${unknown.length} webhooks tell of events that are not there`),
  ];
}

function pagesSent(story: FaxStory): readonly string[] {
  return (ofType(story, 'DocumentRendered').at(-1)?.data['pageSha256'] ?? []) as readonly string[];
}

/** Calls do not say which attempt they are: the last one that began before the far end picked up. */
function attemptOf(story: FaxStory, { startedAt }: FarCall): Attempt | undefined {
  return attemptsOf(story).findLast((attempt) => attempt.startedAt <= startedAt);
}

function attemptsOf(story: FaxStory): Attempt[] {
  const failures = ofType(story, 'AttemptFailed');
  return story.events.filter(({ type }) => STARTS.has(type)).map(({ at, data }) => ({
    startedAt: at,
    number: Number(data['number']),
    fromPage: Number(data['fromPage']),
    cause: failures.find((failure) => failure.data['attemptId'] === data['attemptId'])?.data['cause'] as FailureCause | undefined,
  }));
}
