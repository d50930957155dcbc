import { attemptIdOf } from '../attempt-id.ts';
import { NOTHING, accept, refuse, type Decision } from '../decision.ts';
import { causeDefinition } from '../failure-cause.ts';
import type { FaxState } from '../fax-state.ts';
import type { IncomingCommand } from './incoming-command.ts';

/**
 * What follows from a report about a fax that comes in. One call makes one fax, whose id follows from the call: a call
 * that is reported again changes nothing. Once the fax is closed its worker is refused, but for a page: the caller may have
 * been told that it arrived while the log was away, and will not send it again.
 * @param now milliseconds since the Unix epoch
 */
export function decideIncoming(command: IncomingCommand, state: FaxState, now: number): Decision {
  switch (command.type) {
    case 'ReceiveCall':
      if (state.phase === 'absent') return accept({ type: 'FaxIncoming', at: now, data: command.call });
      return isSameCall(state, command.call.sipCallId) ? NOTHING : refuse(state, 'fax_exists', 'A fax with this id exists already.');
    case 'RecordPageReceived':
      return recordPage(command, state, now);
    case 'RecordIncomingTrace':
      return recordTrace(command, state, now);
    case 'CloseIncoming':
      return close(command, state, now);
  }
}

/** True once the page came in that the sender declared the last one. */
export function isWhole({ incoming }: FaxState): boolean {
  return incoming?.pages.at(-1)?.last ?? false;
}

function isSameCall({ incoming, phase }: FaxState, sipCallId: string): boolean {
  return phase === 'receiving' && incoming?.sipCallId === sipCallId;
}

function recordPage({ page }: Extract<IncomingCommand, { type: 'RecordPageReceived' }>, state: FaxState, now: number): Decision {
  if (state.incoming && page.page < state.pagesConfirmed) return NOTHING;
  const refused = wasClosedByOthers(state) ? undefined : refuseOthers(state);
  if (refused) return refused;
  if (page.page > state.pagesConfirmed) return refuse(state, 'transition_not_allowed', 'Pages come in one after the other.');
  return accept({ type: 'PageReceived', at: now, data: page });
}

function recordTrace({ trace }: Extract<IncomingCommand, { type: 'RecordIncomingTrace' }>, state: FaxState, now: number): Decision {
  const refused = refuseOthers(state);
  if (refused) return refused;
  return state.incoming?.trace ? NOTHING : accept({ type: 'CallTraced', at: now, data: { attemptId: attemptIdOf(state.faxId, 1), ...trace } });
}

/** Somebody who did not know what the worker had on its disk closed the fax after it; a fax whose bytes were erased stays closed. */
function wasClosedByOthers({ phase, failure, documentErasedAt }: FaxState): boolean {
  return phase === 'broken_off' && failure?.cause === 'interrupted' && documentErasedAt === undefined;
}

function close({ end, cause, detail }: Extract<IncomingCommand, { type: 'CloseIncoming' }>, state: FaxState, now: number): Decision {
  if (state.phase === 'arrived' || state.phase === 'broken_off') return NOTHING;
  const refused = refuseOthers(state);
  if (refused) return refused;
  // The log knows every page: a document that lacks one would lose it.
  if (end.pageCount !== state.pagesConfirmed) return refuse(state, 'transition_not_allowed', 'The pages that came in are others.');
  if (isWhole(state)) return accept({ type: 'FaxArrived', at: now, data: end });
  const data = { ...end, cause, reason: causeDefinition(cause).sentence, ...(detail !== undefined && { detail }) };
  return accept({ type: 'FaxIncomingFailed', at: now, data });
}

function refuseOthers(state: FaxState): Decision | undefined {
  if (state.phase === 'absent') return refuse(state, 'fax_unknown', 'There is no such fax.');
  return state.phase === 'receiving' ? undefined : refuse(state, 'attempt_stale', 'This call is over, or was given up on.');
}
