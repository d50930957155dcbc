import type { AttemptStart, FaxEvent } from './fax-event.ts';
import { withoutPersonalData } from './erasure.ts';
import { begunCall, endedCall, withPage } from './inbound/evolve-incoming.ts';
import { initialState, type Attempt, type FaxState } from './fax-state.ts';
import { shownStatusOf, transitionOf } from './fax-status.ts';

/** The state after one more event. Total: an event once stored always folds. */
export function evolve(state: FaxState, event: FaxEvent): FaxState {
  return apply(advance(state, event), event);
}

export function fold(events: Iterable<FaxEvent>, from: FaxState = initialState): FaxState {
  let state = from;
  for (const event of events) state = evolve(state, event);
  return state;
}

function advance(state: FaxState, event: FaxEvent): FaxState {
  const { to, status } = transitionOf(event.type);
  const shown = shownStatusOf(event.type);
  return {
    ...state,
    version: state.version + 1,
    updatedAt: Math.max(state.updatedAt, event.at),
    phase: to === 'unchanged' ? state.phase : to,
    status: status ?? state.status,
    history: shown ? [...state.history, { status: shown, at: event.at }] : state.history,
  };
}

function apply(state: FaxState, event: FaxEvent): FaxState {
  switch (event.type) {
    case 'FaxReceived':
      return { ...state, ...event.data, createdAt: event.at, releasedAt: event.at };
    case 'FaxRevived':
      return { ...state, releasedAt: event.at };
    case 'FaxRetry':
      return { ...reopened(state), releasedAt: event.at };
    case 'DocumentRendered':
      return { ...state, pages: event.data };
    case 'FaxAttemptInitiated':
      return begin(state, event.data, { manual: false, startedAt: event.at });
    case 'FaxRetryAttempted':
      return begin(state, event.data, { manual: true, startedAt: event.at });
    case 'CallRinging':
      return onAttempt(state, { ringingAt: event.at });
    case 'CallAnswered':
      return onAttempt(state, { answeredAt: event.at, sipCallId: event.data.sipCallId });
    case 'FaxNegotiated': {
      const { attemptId: _, ...negotiation } = event.data;
      return onAttempt(state, { negotiation });
    }
    case 'PageSent':
      return confirmPage(state, event.data);
    case 'CallTraced': {
      const { attemptId: _, ...trace } = event.data;
      return state.incoming ? { ...state, incoming: { ...state.incoming, trace } } : onAttempt(state, { trace });
    }
    case 'AttemptFailed': {
      const { attemptId: _, ...failure } = event.data;
      return onAttempt(state, { outcome: 'failed', endedAt: event.at, failure });
    }
    case 'FaxSent':
      return { ...onAttempt(state, { outcome: 'sent', endedAt: event.at }), sentAt: event.at, restedAt: event.at };
    case 'FaxFailed':
      return { ...state, failure: { cause: event.data.cause, reason: event.data.reason }, restedAt: event.at };
    case 'FaxHeld':
    case 'FaxReceivedForCancel':
      return state;
    case 'FaxCancelled':
      return { ...state, restedAt: event.at };
    case 'FaxWebhookUpdateFailed':
      return { ...state, webhookFailed: true };
    case 'FaxIncoming':
      return begunCall(state, event);
    case 'PageReceived':
      return withPage(state, event.data);
    case 'FaxArrived':
    case 'FaxIncomingFailed':
      return endedCall(state, event);
    case 'FaxDocumentErased':
      return { ...state, documentErasedAt: event.at };
    case 'FaxPersonalDataErased':
      return { ...withoutPersonalData(state), personalDataErasedAt: event.at };
  }
}

function reopened(state: FaxState): FaxState {
  const { failure: _, restedAt: __, ...rest } = state;
  return rest;
}

function begin(state: FaxState, start: AttemptStart, how: Pick<Attempt, 'manual' | 'startedAt'>): FaxState {
  const attempt: Attempt = { ...start, ...how, pagesConfirmed: 0, badRows: 0, outcome: 'open' };
  return { ...state, attempts: [...state.attempts, attempt] };
}

function onAttempt(state: FaxState, change: Partial<Attempt>): FaxState {
  const last = state.attempts.at(-1);
  if (!last) return state;
  return { ...state, attempts: [...state.attempts.slice(0, -1), { ...last, ...change }] };
}

function confirmPage(state: FaxState, page: { readonly page: number; readonly badRows: number }): FaxState {
  const last = state.attempts.at(-1);
  if (!last) return state;
  const counted = onAttempt(state, { pagesConfirmed: last.pagesConfirmed + 1, badRows: last.badRows + page.badRows });
  return { ...counted, pagesConfirmed: Math.max(state.pagesConfirmed, page.page + 1) };
}
