import type { ActiveStep } from '../drive.ts';
import type { DescribedSteps, LifecycleActivities, Line } from './activity-contract.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { RunningSteps } from './running-steps.ts';

export interface LifecycleActivityOptions {
  readonly steps: DescribedSteps;
  readonly running: RunningSteps;
  readonly line: Line;
  /** Whether the namespace knows the search attributes: an unknown one would block the workflow. */
  readonly searchable: boolean;
}

/** The steps of a fax as activities, for the worker of a lifecycle process. */
export function lifecycleActivities({ steps, running, line, searchable }: LifecycleActivityOptions): LifecycleActivities {
  const alive = <Result>(faxId: string, work: () => Promise<Result>): Promise<Result> =>
    running.track(faxId, () => withHeartbeat(undefined, () => unlessLeaving(running.leaving, work())));
  const act = (faxId: string, step: ActiveStep) => alive(faxId, () => steps.act(faxId, step));
  return {
    next: async (faxId) => {
      const { step, attributes } = await alive(faxId, () => steps.next(faxId));
      return { step, line, ...(searchable && { attributes }) };
    },
    render: act,
    close: act,
    interrupt: act,
  };
}

/** A step that does not end in time is failed here and now, so that another process takes it up at once. */
function unlessLeaving<Result>(leaving: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new Error('The process leaves: the step is left to the next one.'));
    if (leaving.aborted) leave();
    leaving.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => leaving.removeEventListener('abort', leave));
  });
}
