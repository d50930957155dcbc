import { eventIdOf } from '@faxwire/contracts';
import { DEFAULT_RETRY_POLICY, MAX_AUTOMATIC_ATTEMPTS, causeDefinition, transitionOf, type FailureCause } from '@faxwire/fax';
import { attemptsOf, dataOf, failedOnTheLine, type AttemptEvidence } from './attempt-evidence.ts';
import type { FarCallEvidence, FaxEvidence } from './fax-evidence.ts';

export const VIOLATIONS = ['lost', 'dialled twice', 'wrong state', 'webhook'] as const;
export type ViolationKind = (typeof VIOLATIONS)[number];

export interface Violation {
  readonly kind: ViolationKind;
  readonly what: string;
}

const ENDS: ReadonlySet<string> = new Set(['FaxSent', 'FaxFailed', 'FaxCancelled']);
/** Clocks of two processes are read one after the other, and a record is stamped before it is stored, ms. */
const CLOCK_SLACK_MS = 2_000;
/** Whatever is broken: the faxes were good, the trunk is set up, and a day was not over. */
const IMPOSSIBLE: ReadonlySet<FailureCause> = new Set(['no_trunk', 'not_allowed', 'invalid_number', 'incompatible', 'deadline_exceeded', 'internal_error']);

/** What must not be, whatever was broken, of one accepted fax. Empty where all is well. */
export function violationsOf(fax: FaxEvidence): Violation[] {
  const attempts = attemptsOf(fax);
  return [
    ...as('lost', lostOf(fax)),
    ...as('dialled twice', [...twiceOf(fax, attempts), ...afterConfirmation(fax, attempts), ...afterTheEnd(fax, attempts)]),
    ...as('wrong state', [...orderOf(fax), ...attemptProblems(attempts), ...statusOf(fax), ...endOf(fax, attempts), ...farEndOf(fax, attempts)]),
    ...as('webhook', webhooksOf(fax)),
  ];
}

const as = (kind: ViolationKind, problems: readonly string[]): Violation[] => problems.map((what) => ({ kind, what }));

function lostOf({ events, key }: FaxEvidence): string[] {
  const last = events.at(-1);
  if (!last) return [`${key} was accepted and is not in the log`];
  return events.some(({ event }) => ENDS.has(event.type)) ? [] : [`it is not at an end: ${last.event.type} is its last event`];
}

function twiceOf({ streams, calls }: FaxEvidence, attempts: readonly AttemptEvidence[]): string[] {
  const known = new Set(attempts.map(({ start }) => start.attemptId));
  return [
    ...(streams <= 1 ? [] : [`its key made ${streams} faxes`]),
    ...attempts.filter((attempt) => attempt.calls.length > 1).map(({ start, calls: own }) => `attempt ${start.number} is ${own.length} calls`),
    ...calls.filter(({ attemptId }) => !known.has(attemptId)).map(({ attemptId }) => `a call is of ${attemptId}, which the log does not know`),
  ];
}

/** When the far end had the whole fax by this call; undefined where it had not. */
function wholeAt({ start }: AttemptEvidence, call: FarCallEvidence, pageCount: number): number | undefined {
  return pageCount === 0 ? undefined : call.confirmedAt[pageCount - start.fromPage - 1];
}

/** Attempts and calls that began though the far end had confirmed the last page before. */
function afterConfirmation(fax: FaxEvidence, attempts: readonly AttemptEvidence[]): string[] {
  const pageCount = pageCountOf(fax);
  for (const attempt of attempts) {
    for (const call of attempt.calls) {
      const at = wholeAt(attempt, call, pageCount);
      if (at === undefined || failedOnTheLine(attempt)) continue;
      const again = attempts.filter(({ start }) => start.number > attempt.start.number).map(({ start }) => `attempt ${start.number}`);
      const calls = fax.calls.filter((other) => other.callId !== call.callId && other.cameAt > at).map(({ callId }) => `call ${callId}`);
      if (again.length + calls.length > 0) return [`the far end had confirmed the last page in attempt ${attempt.start.number}, and then came ${[...again, ...calls].join(', ')}`];
    }
  }
  return [];
}

/** A worker that woke up late and dialled for an attempt that had been closed. Where the far end itself was away, calls wait for it. */
function afterTheEnd({ farEndOutages }: FaxEvidence, attempts: readonly AttemptEvidence[]): string[] {
  return attempts.flatMap(({ start, beganAt, failed, calls }) =>
    calls
      .filter(({ cameAt }) => failed !== undefined && cameAt > failed.at + CLOCK_SLACK_MS)
      .filter(({ cameAt }) => !farEndOutages.some(({ from, to }) => from < cameAt && to > beganAt))
      .map(({ cameAt }) => `attempt ${start.number} was dialled ${cameAt - (failed?.at ?? 0)} ms after it was over`),
  );
}

function orderOf({ events }: FaxEvidence): string[] {
  const end = events.findIndex(({ event }) => ENDS.has(event.type));
  const after = end < 0 ? [] : events.slice(end + 1).filter(({ event }) => event.type !== 'FaxWebhookUpdateFailed');
  return [
    ...(events.every(({ version }, index) => version === index + 1) ? [] : ['its events have a gap or a double']),
    ...(after.length === 0 ? [] : [`after its end came ${after.map(({ event }) => event.type).join(', ')}`]),
  ];
}

function attemptProblems(attempts: readonly AttemptEvidence[]): string[] {
  const pages = attempts.flatMap((attempt) => attempt.pages.map(({ page }) => page));
  const open = attempts.slice(0, -1).filter(({ failed }) => !failed);
  return [
    ...(attempts.length <= MAX_AUTOMATIC_ATTEMPTS ? [] : [`there are ${attempts.length} attempts`]),
    ...(attempts.every(({ start }, index) => start.number === index + 1) ? [] : [`attempts are numbered ${attempts.map(({ start }) => start.number).join(', ')}`]),
    ...(pages.every((page, index) => page === index) ? [] : [`pages were confirmed as ${pages.join(', ')}`]),
    ...open.map(({ start }) => `attempt ${start.number} never ended, and another one began`),
    ...attempts.filter(({ start }) => start.fromPage !== confirmedBefore(attempts, start.number)).map(({ start }) => `attempt ${start.number} begins at page ${start.fromPage + 1}`),
  ];
}

function confirmedBefore(attempts: readonly AttemptEvidence[], number: number): number {
  return attempts.filter(({ start }) => start.number < number).reduce((sum, { pages }) => sum + pages.length, 0);
}

function statusOf({ events, status, failedCause, ends }: FaxEvidence): string[] {
  const told = events.map(({ event }) => transitionOf(event.type).status).findLast((shown) => shown !== undefined);
  const cause = dataOf(events.map(({ event }) => event), 'FaxFailed').at(-1)?.cause;
  return [
    ...(status === told ? [] : [`the API says ${status ?? 'nothing'} and the log ${told ?? 'nothing'}`]),
    ...(failedCause === cause ? [] : [`the API says ${failedCause ?? 'no cause'} and the log ${cause ?? 'no cause'}`]),
    ...(ends.every((end) => end === told) ? [] : [`the API told ${ends.join(', then ')}`]),
  ];
}

/** Whether the log itself leads to the end that it tells. */
function endOf(fax: FaxEvidence, attempts: readonly AttemptEvidence[]): string[] {
  const events = fax.events.map(({ event }) => event);
  const confirmed = dataOf(events, 'PageSent').length;
  const pageCount = pageCountOf(fax);
  const failed = dataOf(events, 'FaxFailed').at(-1);
  if (!failed) return events.some(({ type }) => type === 'FaxSent') && confirmed !== pageCount ? [`it is sent with ${confirmed} of ${pageCount} pages confirmed`] : [];
  if (IMPOSSIBLE.has(failed.cause) || causeDefinition(failed.cause).area === 'document') return [`it failed with ${failed.cause}: ${failed.detail ?? failed.reason}`];
  if (pageCount > 0 && confirmed === pageCount) return ['it failed with every page confirmed'];
  const why = attempts.at(-1)?.failed?.data.cause;
  if (why !== failed.cause) return [`it failed with ${failed.cause} and its last attempt with ${why ?? 'nothing'}`];
  return isGivenUpRightly(fax, attempts) ? [] : [`it was given up after ${attempts.map((attempt) => attempt.failed?.data.cause).join(', ')}`];
}

/** After the last attempt, by the policy; or as the last page may have arrived without our knowing. */
function isGivenUpRightly(fax: FaxEvidence, attempts: readonly AttemptEvidence[]): boolean {
  const last = attempts.at(-1);
  const cause = last?.failed?.data.cause;
  if (!last || !cause || attempts.length >= MAX_AUTOMATIC_ATTEMPTS) return true;
  if (isLastPageUncertain(fax, last)) return true;
  return attempts.filter((attempt) => attempt.failed?.data.cause === cause).length > DEFAULT_RETRY_POLICY.delaysMs[cause].length;
}

function isLastPageUncertain(fax: FaxEvidence, attempt: AttemptEvidence): boolean {
  const confirmed = attempt.start.fromPage + attempt.pages.length;
  return attempt.negotiated && attempt.failed !== undefined && causeDefinition(attempt.failed.data.cause).uncertain && confirmed === pageCountOf(fax) - 1;
}

/** Every page that the log calls confirmed has to be one that the far end received in that very attempt, as it was. */
function farEndOf(fax: FaxEvidence, attempts: readonly AttemptEvidence[]): string[] {
  const sent = dataOf(fax.events.map(({ event }) => event), 'DocumentRendered')[0]?.pageSha256 ?? [];
  return attempts.flatMap((attempt) => [
    ...attempt.pages.filter(({ page }) => !attempt.calls.some(({ confirmedAt }) => confirmedAt.length > page - attempt.start.fromPage)).map(({ page }) => `page ${page + 1} was never confirmed by the far end`),
    ...attempt.calls.flatMap((call) => differencesOf(attempt, call, sent)),
  ]);
}

/** Pages of a call that can be held against the document: without error correction damaged rows are no fault, and at a coarser resolution the rows are others. */
function comparable({ ecm, start }: AttemptEvidence, { sha256 = [], confirmedAt }: FarCallEvidence): readonly string[] {
  return ecm && start.settings.maxResolution === undefined ? sha256.slice(0, confirmedAt.length) : [];
}

function differencesOf(attempt: AttemptEvidence, call: FarCallEvidence, sent: readonly string[]): string[] {
  const { start } = attempt;
  return comparable(attempt, call).flatMap((hash, index) => (hash === sent[start.fromPage + index] ? [] : [`page ${start.fromPage + index + 1} arrived as another one in attempt ${start.number}`]));
}

function webhooksOf({ faxId, events, webhooks }: FaxEvidence): string[] {
  const due = new Set(events.map(({ version }) => eventIdOf(faxId, version)));
  const came = new Set(webhooks);
  const missing = [...due].filter((id) => !came.has(id));
  const unknown = webhooks.filter((id) => !due.has(id));
  return [
    ...(missing.length === 0 ? [] : [`no webhook came for ${missing.join(', ')}`]),
    ...(unknown.length === 0 ? [] : [`a webhook came for ${unknown.join(', ')}, which the log does not know`]),
  ];
}

/** So that nobody takes pages for right that were not looked at. */
export function pagesCompared(fax: FaxEvidence): number {
  return attemptsOf(fax).flatMap((attempt) => attempt.calls.flatMap((call) => comparable(attempt, call))).length;
}

/** Calls whose last page arrived and whose confirmation the line lost: known to us alone, who see both ends. */
export function confirmationsLost(fax: FaxEvidence): number {
  const pageCount = pageCountOf(fax);
  return attemptsOf(fax).filter((attempt) => failedOnTheLine(attempt) && attempt.calls.some((call) => wholeAt(attempt, call, pageCount) !== undefined)).length;
}

/** Whether it was given up because its last page may have arrived. */
export function isUncertain(fax: FaxEvidence): boolean {
  const last = attemptsOf(fax).at(-1);
  return fax.status === 'FaxFailed' && last !== undefined && isLastPageUncertain(fax, last);
}

function pageCountOf({ events }: FaxEvidence): number {
  return dataOf(events.map(({ event }) => event), 'DocumentRendered')[0]?.pageCount ?? 0;
}
