import type { ActivityOptions, LocalActivityOptions } from '@temporalio/common';
import type { Line } from './activity-contract.ts';
import { STEP_RETRY } from '../retry-of-steps.ts';

/** A worker that says nothing for so long is gone; heartbeats go out three times as often. */
export const HEARTBEAT_TIMEOUT_MS = 15_000;
/** A few statements against the database. */
const BOOKKEEPING_WITHIN_MS = 60_000;
/** Of a database that is well. */
const IN_PLACE_WITHIN_MS = 4_000;
/** The renderer has its own limit, which is reached first. */
const RENDER_WITHIN_MS = 360_000;
/** A channel is granted for 60 s: whoever was not picked up by then has to ask the plan again. */
const PICK_UP_WITHIN_MS = 60_000;

const retry = {
  maximumAttempts: STEP_RETRY.maxAttempts,
  initialInterval: STEP_RETRY.intervalSeconds * 1_000,
  backoffCoefficient: STEP_RETRY.backoffRate,
};

export const BOOKKEEPING: ActivityOptions = { startToCloseTimeout: BOOKKEEPING_WITHIN_MS, heartbeatTimeout: HEARTBEAT_TIMEOUT_MS, retry };
/**
 * The plan is asked in the middle of a workflow task, without two more ways to the server and back. Over within the ten
 * seconds of that task; whoever gets no answer asks again as an activity. What an unheard answer has claimed lapses by itself.
 */
export const IN_PLACE: LocalActivityOptions = { scheduleToCloseTimeout: IN_PLACE_WITHIN_MS, retry: { maximumAttempts: 1 } };
export const RENDERING: ActivityOptions = { ...BOOKKEEPING, startToCloseTimeout: RENDER_WITHIN_MS };

/** Never tried again as it is: what follows an attempt is the business of the plan. */
export function transmission({ taskQueue, callWithinMs }: Line): ActivityOptions {
  return {
    taskQueue,
    startToCloseTimeout: callWithinMs,
    scheduleToStartTimeout: PICK_UP_WITHIN_MS,
    heartbeatTimeout: HEARTBEAT_TIMEOUT_MS,
    retry: { maximumAttempts: 1 },
    // A workflow that is cancelled has to stay until the call has ended: a call hears of a workflow that is gone only
    // that it is not known any more, and that is no reason to end. A dead worker ends the wait by its silence.
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  };
}
