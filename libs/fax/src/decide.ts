import { attemptIdOf } from './attempt-id.ts';
import type { AttemptClaim, FaxCommand } from './fax-command.ts';
import type { AttemptStart, FaxEvent, FaxEventType } from './fax-event.ts';
import { causeDefinition } from './failure-cause.ts';
import { allPagesConfirmed, openAttempt, type FaxState } from './fax-state.ts';
import { decideIncoming } from './inbound/decide-incoming.ts';
import { isAtRest, transitionOf } from './fax-status.ts';
import { NOTHING, accept, refuse, type Decision } from './decision.ts';
import type { RefusalCode } from './refusal.ts';
import { MAX_AUTOMATIC_ATTEMPTS } from './retry-policy.ts';

export type { Decision } from './decision.ts';

/**
 * What follows from a command, given what has happened. Workers repeat themselves after a crash, so a fact that is
 * already known yields no event instead of a refusal.
 * @param now milliseconds since the Unix epoch
 */
export function decide(command: FaxCommand, state: FaxState, now: number): Decision {
  switch (command.type) {
    case 'ReceiveCall':
    case 'RecordPageReceived':
    case 'RecordIncomingTrace':
    case 'CloseIncoming':
      return decideIncoming(command, state, now);
    case 'ReceiveFax':
      return state.phase === 'absent'
        ? accept({ type: 'FaxReceived', at: now, data: command.fax })
        : refuse(state, 'fax_exists', 'A fax with this id exists already.');
    case 'HoldFax':
      return when(state, 'fax_hold_not_allowed', { type: 'FaxHeld', at: now, data: {} });
    case 'ReviveFax':
      return when(state, 'fax_revive_not_allowed', { type: 'FaxRevived', at: now, data: {} });
    case 'StopFax':
      return when(state, 'fax_stop_not_allowed', { type: 'FaxReceivedForCancel', at: now, data: {} });
    case 'RetryFax':
      if (state.direction === 'outbound' && state.documentErasedAt !== undefined) return refuse(state, 'fax_retry_not_allowed', `The document of this fax was erased. It is ${state.status}.`);
      return when(state, 'fax_retry_not_allowed', { type: 'FaxRetry', at: now, data: {} });
    case 'RecordRendering':
      if (state.pages) return NOTHING;
      return when(state, 'transition_not_allowed', { type: 'DocumentRendered', at: now, data: command.pages });
    case 'InitiateAttempt':
      return initiate(command, state, now);
    case 'RecordRinging':
      return ofAttempt(command, state, {
        type: 'CallRinging', at: now, data: { attemptId: command.attemptId, sipStatus: command.sipStatus },
      });
    case 'RecordAnswer':
      return ofAttempt(command, state, {
        type: 'CallAnswered', at: now, data: { attemptId: command.attemptId, sipCallId: command.sipCallId },
      });
    case 'RecordNegotiation':
      // A call may train again between pages; the history keeps the first agreement.
      return ofAttempt(command, state, {
        type: 'FaxNegotiated', at: now, data: { attemptId: command.attemptId, ...command.negotiation },
      });
    case 'RecordTrace':
      return ofAttempt(command, state, { type: 'CallTraced', at: now, data: { attemptId: command.attemptId, ...command.trace } });
    case 'RecordPage':
      return recordPage(command, state, now);
    case 'RecordAttemptFailure':
      return recordFailure(command, state, now);
    case 'CloseAsSent':
      return closeAsSent(state, now);
    case 'CloseAsFailed':
      return closeAsFailed(command, state, now);
    case 'CloseAsCancelled':
      if (state.phase === 'cancelled') return NOTHING;
      return when(state, 'transition_not_allowed', { type: 'FaxCancelled', at: now, data: {} });
    case 'RecordWebhookGivenUp':
      if (state.phase === 'absent') return refuse(state, 'fax_unknown', 'There is no such fax.');
      return accept({ type: 'FaxWebhookUpdateFailed', at: now, data: command.delivery });
    case 'EraseDocument':
    case 'ErasePersonalData':
      return erase(command, state, now);
  }
}

const REASONS: Partial<Record<FaxEventType, string>> = {
  FaxHeld: 'Only a received fax can be held, and only before its first attempt.',
  FaxRevived: 'Only a held fax can be revived.',
  FaxReceivedForCancel: 'Only a received or held fax can be stopped, and only before its first attempt.',
  FaxRetry: 'Only a failed fax can be sent again.',
};

/** The table of transitions is the rule; this asks it. */
function when(state: FaxState, code: RefusalCode, event: FaxEvent): Decision {
  if (state.phase === 'absent') return refuse(state, 'fax_unknown', 'There is no such fax.');
  if (state.direction === 'inbound') return refuse(state, 'fax_is_inbound', `This fax came in: it is not sent, held or stopped. It is ${state.status}.`);
  if (transitionOf(event.type).from.includes(state.phase)) return accept(event);
  const reason = REASONS[event.type] ?? `${event.type} is not possible now.`;
  return refuse(state, code, `${reason} This fax is ${state.status}.`);
}

function initiate(command: Extract<FaxCommand, { type: 'InitiateAttempt' }>, state: FaxState, now: number): Decision {
  const no = (message: string) => refuse(state, 'attempt_not_allowed', message);
  if (!state.pages) return no('The document is not rendered yet.');
  if (allPagesConfirmed(state)) return no('Every page is confirmed already.');
  if (command.number !== state.attempts.length + 1) return no('Another attempt has this number.');
  if (command.fromPage !== state.pagesConfirmed) return no('A confirmed page is not sent again.');
  const data: AttemptStart = {
    attemptId: attemptIdOf(state.faxId, command.number),
    number: command.number,
    token: state.version + 1,
    trunk: command.trunk,
    callerNumber: command.callerNumber,
    fromPage: command.fromPage,
    settings: command.settings,
  };
  if (state.phase === 'retry_requested') return accept({ type: 'FaxRetryAttempted', at: now, data });
  if (state.attempts.at(-1)?.manual) return no('A manual retry is one attempt.');
  if (automaticAttempts(state) >= MAX_AUTOMATIC_ATTEMPTS) return no('The automatic attempts are used up.');
  return when(state, 'attempt_not_allowed', { type: 'FaxAttemptInitiated', at: now, data });
}

export function automaticAttempts(state: FaxState): number {
  return state.attempts.filter((attempt) => !attempt.manual).length;
}

const TRACE_OF: Partial<Record<FaxEventType, 'ringingAt' | 'answeredAt' | 'negotiation' | 'trace'>> = {
  CallRinging: 'ringingAt',
  CallAnswered: 'answeredAt',
  FaxNegotiated: 'negotiation',
  CallTraced: 'trace',
};

/** A fact of the open attempt, recorded once, and only for the worker that holds the attempt. */
function ofAttempt(claim: AttemptClaim, state: FaxState, event: FaxEvent): Decision {
  const stale = refuseStale(claim, state);
  if (stale) return stale;
  const trace = TRACE_OF[event.type];
  return trace && openAttempt(state)?.[trace] !== undefined ? NOTHING : accept(event);
}

function refuseStale(claim: AttemptClaim, state: FaxState): Decision | undefined {
  const open = openAttempt(state);
  if (open?.attemptId === claim.attemptId && open.token === claim.token) return undefined;
  return refuse(state, 'attempt_stale', 'This attempt is over, or belongs to another worker.');
}

function recordPage(command: Extract<FaxCommand, { type: 'RecordPage' }>, state: FaxState, now: number): Decision {
  const stale = refuseStale(command, state);
  if (stale) return stale;
  if (command.page.page < state.pagesConfirmed) return NOTHING;
  const inOrder = command.page.page === state.pagesConfirmed && command.page.page < (state.pages?.pageCount ?? 0);
  if (!inOrder) return refuse(state, 'transition_not_allowed', 'Pages are confirmed one after the other.');
  return accept({ type: 'PageSent', at: now, data: { attemptId: command.attemptId, ...command.page } });
}

function recordFailure(command: Extract<FaxCommand, { type: 'RecordAttemptFailure' }>, state: FaxState, now: number): Decision {
  const stale = refuseStale(command, state);
  if (stale) return stale;
  // Once the last page was confirmed the fax has arrived, however the call ended.
  if (allPagesConfirmed(state)) return NOTHING;
  const data = { attemptId: command.attemptId, ...command.failure, jitter: command.jitter };
  return accept({ type: 'AttemptFailed', at: now, data });
}

function closeAsSent(state: FaxState, now: number): Decision {
  if (state.phase === 'sent') return NOTHING;
  if (!allPagesConfirmed(state)) return refuse(state, 'transition_not_allowed', 'Not every page is confirmed.');
  const data = { pageCount: state.pagesConfirmed, attempts: state.attempts.length };
  return when(state, 'transition_not_allowed', { type: 'FaxSent', at: now, data });
}

function closeAsFailed(command: Extract<FaxCommand, { type: 'CloseAsFailed' }>, state: FaxState, now: number): Decision {
  if (state.phase === 'failed') return NOTHING;
  if (allPagesConfirmed(state)) return refuse(state, 'transition_not_allowed', 'Every page is confirmed.');
  const { cause, detail } = command;
  const data = { cause, reason: causeDefinition(cause).sentence, ...(detail === undefined ? {} : { detail }) };
  return when(state, 'transition_not_allowed', { type: 'FaxFailed', at: now, data });
}

function erase(command: Extract<FaxCommand, { type: 'EraseDocument' | 'ErasePersonalData' }>, state: FaxState, now: number): Decision {
  if (state.phase === 'absent') return refuse(state, 'fax_unknown', 'There is no such fax.');
  if (!isAtRest(state.phase)) return refuse(state, 'fax_not_finished', `Only a fax that came to its end is erased. This fax is ${state.status}.`);
  const { reason } = command;
  const events: FaxEvent[] = [];
  if (state.documentErasedAt === undefined) events.push({ type: 'FaxDocumentErased', at: now, data: { reason, documents: documentsOf(state) } });
  if (command.type === 'ErasePersonalData' && state.personalDataErasedAt === undefined) events.push({ type: 'FaxPersonalDataErased', at: now, data: { reason } });
  return { ok: true, events };
}

/** SHA-256 of everything that is stored for the fax: the uploads in their order, or what came in, then the pages, then the traces of its calls, which show pages and numbers. */
export function documentsOf({ document, attachments = [], pages, incoming, attempts }: FaxState): string[] {
  const stored = [document, ...attachments, pages, ...(incoming?.pages ?? []), incoming?.trace, ...attempts.map(({ trace }) => trace)].flatMap((part) => (part ? [part.sha256] : []));
  return [...new Set(stored)];
}
