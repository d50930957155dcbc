import type { LifecycleEngine, LoggedFaxSteps } from '@faxwire/lifecycle';
import { TemporalEngine, type DescribedSteps } from '@faxwire/lifecycle/temporal';
import { failPoint } from '@faxwire/platform';
import type { Foundation } from '@faxwire/runtime';
import { PostgresTimers } from './postgres-timers.ts';

export function temporalEngine({ configuration, database, logger, checks }: Foundation, steps: LoggedFaxSteps, onError: (error: unknown, faxId?: string) => void): LifecycleEngine {
  const engine = new TemporalEngine({
    temporal: configuration.temporal,
    steps: notingRests(steps, new PostgresTimers(database.pool)),
    maxCallSeconds: configuration.media.maxCallSeconds,
    onError,
    onNotice: ({ level, message, error }) => logger[level]({ library: 'temporal', err: error }, message),
  });
  checks['temporal'] = async () => {
    if (!engine.isPolling) throw new Error('no connection to Temporal');
  };
  return engine;
}

/** Temporal wakes a resting fax by a timer of its own; noted here too, the sweeper knows that it is driven. */
function notingRests(steps: LoggedFaxSteps, timers: PostgresTimers): DescribedSteps {
  return {
    next: async (faxId) => {
      failPoint('before_next_step');
      const described = await steps.described(faxId);
      await timers.rest(faxId, described.step.kind === 'wait' ? described.step.until : undefined);
      return described;
    },
    act: (faxId, step) => steps.act(faxId, step),
  };
}
