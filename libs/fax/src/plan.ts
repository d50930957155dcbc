import { attemptIdOf } from './attempt-id.ts';
import { automaticAttempts } from './decide.ts';
import { windowOpensAt } from './calling-window.ts';
import { openAt, type DialTerms } from './dial-terms.ts';
import { causeDefinition, type FailureCause } from './failure-cause.ts';
import { allPagesConfirmed, openAttempt, type Attempt, type FaxState } from './fax-state.ts';
import { isAtRest } from './fax-status.ts';
import { FULL_SETTINGS, lesserOf, type LineSettings } from './line-settings.ts';
import { MAX_AUTOMATIC_ATTEMPTS, MAX_CALLS_TO_VOICE, type RetryPolicy } from './retry-policy.ts';
import { stepDown } from './step-down.ts';

export interface TransmitStep {
  readonly kind: 'transmit';
  readonly attemptId: string;
  readonly number: number;
  /** First page to send, 0-based: the first that the far end has not confirmed. */
  readonly fromPage: number;
  readonly settings: LineSettings;
  /** True when the log says that this attempt began and not how it ended: it may be live, or its worker is gone. */
  readonly begun: boolean;
}

export type Step =
  | { readonly kind: 'render' }
  | TransmitStep
  /** Until that time (ms since the epoch), or until something happens where it is undefined. */
  | { readonly kind: 'wait'; readonly until?: number }
  /** A fax that is coming in: where its media worker is gone, it is closed with the pages that it has. */
  | { readonly kind: 'salvage' }
  | { readonly kind: 'close'; readonly as: 'sent' | 'cancelled' }
  | { readonly kind: 'close'; readonly as: 'failed'; readonly cause: FailureCause }
  | { readonly kind: 'stop' };

/** By which a fax is sent: the same for all, and what is known of its number at this moment. Without terms, every number is dialled at any time. */
export interface DialPolicy extends RetryPolicy {
  readonly terms?: DialTerms;
}

/**
 * What is to be done next for a fax. The only place that knows.
 * @param now milliseconds since the Unix epoch
 */
export function next(state: FaxState, now: number, policy: DialPolicy): Step {
  if (state.phase === 'absent' || isAtRest(state.phase)) return { kind: 'stop' };
  if (state.phase === 'receiving') return { kind: 'salvage' };
  if (state.phase === 'cancelling') return { kind: 'close', as: 'cancelled' };
  if (state.phase === 'held') return held(state, now);
  if (allPagesConfirmed(state)) return { kind: 'close', as: 'sent' };
  const open = openAttempt(state);
  if (open) return again(open);
  const failed = state.attempts.at(-1);
  if (failed && state.phase === 'between_attempts') return afterFailure(state, failed, { now, policy });
  const end = endOf(state, policy);
  if (now >= end.at) return giveUp(end.cause);
  // Rendered at once: what is wrong with a document is said today, and not on the day it was to be sent.
  if (!state.pages) return { kind: 'render' };
  return state.sendAt !== undefined && now < state.sendAt ? { kind: 'wait', until: Math.min(state.sendAt, end.at) } : dial(state, { now, policy, end });
}

/** Nothing is dialled; what expires meanwhile still reaches its end. */
function held({ expiresAt }: FaxState, now: number): Step {
  if (expiresAt === undefined) return { kind: 'wait' };
  return now >= expiresAt ? giveUp('expired') : { kind: 'wait', until: expiresAt };
}

interface End {
  readonly at: number;
  readonly cause: FailureCause;
}

/** From when on nothing more is dialled for the fax: by its sender's wish, or because every fax reaches an end. */
function endOf({ releasedAt, sendAt = 0, expiresAt }: FaxState, policy: DialPolicy): End {
  const deadline = afterClosing(Math.max(releasedAt, sendAt) + policy.deadlineMs, policy);
  return expiresAt !== undefined && expiresAt <= deadline ? { at: expiresAt, cause: 'expired' } : { at: deadline, cause: 'deadline_exceeded' };
}

/** A fax whose time would be over while nothing may be called has some hours of the next window. */
const HOURS_OF_NEXT_WINDOW_MS = 4 * 3_600_000;

function afterClosing(deadline: number, { terms }: DialPolicy): number {
  const opensAt = terms?.window && windowOpensAt(terms.window, deadline);
  return opensAt === undefined || opensAt === deadline ? deadline : opensAt + HOURS_OF_NEXT_WINDOW_MS;
}

function again(attempt: Attempt): Step {
  const { attemptId, number, fromPage, settings } = attempt;
  return { kind: 'transmit', attemptId, number, fromPage, settings, begun: true };
}

const giveUp = (cause: FailureCause): Step => ({ kind: 'close', as: 'failed', cause });

function afterFailure(state: FaxState, failed: Attempt, at: { now: number; policy: DialPolicy }): Step {
  const cause = failed.failure?.cause ?? 'internal_error';
  if (mayHaveArrived(state, failed)) return giveUp(cause);
  const due = nextAttemptAt(state, failed, at.policy);
  if (due === undefined) return giveUp(cause);
  const end = endOf(state, at.policy);
  if (Math.max(due, at.now) >= end.at) return giveUp(end.cause);
  return at.now < due ? { kind: 'wait', until: due } : dial(state, { ...at, end });
}

/** The record is at most one page behind the far end, so only the last page can have been confirmed unseen. */
function mayHaveArrived(state: FaxState, failed: Attempt): boolean {
  if (!failed.failure || !failed.negotiation || !state.pages) return false;
  return causeDefinition(failed.failure.cause).uncertain && state.pagesConfirmed >= state.pages.pageCount - 1;
}

/** When the next automatic attempt is due; undefined when there is none. */
function nextAttemptAt(state: FaxState, failed: Attempt, policy: RetryPolicy): number | undefined {
  if (failed.manual || !failed.failure) return undefined;
  if (automaticAttempts(state) >= Math.min(policy.maxAttempts, state.maxAttempts ?? MAX_AUTOMATIC_ATTEMPTS, MAX_AUTOMATIC_ATTEMPTS)) return undefined;
  const { cause, jitter, retryAfterMs = 0 } = failed.failure;
  const times = state.attempts.filter((attempt) => attempt.failure?.cause === cause).length;
  // People are left in peace, whatever is configured.
  if (cause === 'voice_answered' && times >= MAX_CALLS_TO_VOICE) return undefined;
  const delay = policy.delaysMs[cause][times - 1];
  if (delay === undefined) return undefined;
  const wished = Math.min(retryAfterMs, policy.maxRetryAfterMs) / policy.timeFactor;
  return (failed.endedAt ?? failed.startedAt) + Math.max(delay * (1 + policy.jitterFraction * jitter), wished);
}

/** What was allowed when the fax was accepted need not be now. */
function dial(state: FaxState, { now, policy: { terms = {} }, end }: { now: number; policy: DialPolicy; end: End }): Step {
  if (terms.refusal) return giveUp(terms.refusal);
  // Said while its sender can still do something: nothing that is waited for comes before its end.
  if ((terms.restsUntil ?? now) >= end.at) return giveUp('number_at_rest');
  const opensAt = openAt(terms, now);
  return opensAt === now ? transmit(state, terms) : { kind: 'wait', until: Math.min(opensAt ?? end.at, end.at) };
}

function transmit(state: FaxState, terms: DialTerms): Step {
  const number = state.attempts.length + 1;
  const settings = settingsAfter(state.attempts, terms);
  return { kind: 'transmit', attemptId: attemptIdOf(state.faxId, number), number, fromPage: state.pagesConfirmed, settings, begun: false };
}

/** Every failure taught something beside what was known before; the lessons add up. */
function settingsAfter(attempts: readonly Attempt[], { settings: known = FULL_SETTINGS, hasAudio = false }: DialTerms): LineSettings {
  return attempts.reduce((settings, attempt) => {
    const used = lesserOf(settings, attempt.settings);
    return attempt.failure ? stepDown(used, attempt.failure.cause, hasAudio) : used;
  }, known);
}
