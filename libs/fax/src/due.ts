import { openAt } from './dial-terms.ts';
import type { FaxState } from './fax-state.ts';
import { next, type DialPolicy } from './plan.ts';

/** What a fax waits for: the time that its sender named, the wait after a failure, the tenant's hours, or the end of a destination's rest. */
export type WaitReason = 'send_time' | 'retry' | 'calling_hours' | 'number_at_rest';

export interface Due {
  /** Milliseconds since the Unix epoch; `now` where nothing is waited for but a channel. */
  readonly at: number;
  /** What is waited for at last. */
  readonly waitsFor?: WaitReason;
}

/** A send time, a wait, a rest, and a window that opens after each. */
const MAX_WAITS = 6;

/** When a fax is dialled next, if nothing happens until then; undefined where it is not, or not known yet. Asks the plan, so it says what will be done. */
export function nextDue(state: FaxState, now: number, policy: DialPolicy): Due | undefined {
  let due: Due = { at: now };
  for (let waits = 0; waits <= MAX_WAITS; waits++) {
    const step = next(state, due.at, policy);
    if (step.kind === 'transmit') return step.begun ? undefined : due;
    if (step.kind !== 'wait' || step.until === undefined || step.until <= due.at) return undefined;
    due = { at: step.until, waitsFor: reasonOf(state, { at: due.at, until: step.until }, policy) };
  }
  return undefined;
}

/** For what the plan said at `at` to wait until `until`. */
function reasonOf({ sendAt }: FaxState, { at, until }: { at: number; until: number }, { terms = {} }: DialPolicy): WaitReason {
  if (openAt(terms, at) === until) return until === terms.restsUntil ? 'number_at_rest' : 'calling_hours';
  return until === sendAt ? 'send_time' : 'retry';
}
