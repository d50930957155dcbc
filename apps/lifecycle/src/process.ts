import { eventLogEntities } from '@faxwire/event-log';
import type { Configuration } from '@faxwire/platform';
import { ProcessError, openRenderer, runProcess, trunksOf } from '@faxwire/runtime';
import { tenancyEntities } from '@faxwire/tenancy';
import { TrunkRouter } from '@faxwire/trunks';
import { openLifecycle } from './open-lifecycle.ts';
import { watchFaxes } from './watch-faxes.ts';

/** The driver of faxes alone: everything but the calls, which are made by media processes. */
export function run(configuration: Configuration): Promise<number> {
  if (configuration.lifecycle.engine !== 'temporal') throw new ProcessError('engine_not_shared', 'Lifecycle and media in processes of their own need Temporal: set FAXWIRE_LIFECYCLE_ENGINE=temporal.');
  return runProcess({
    service: 'faxwire-lifecycle',
    entities: [...eventLogEntities, ...tenancyEntities],
    uses: ['documents'],
    open: async (base) => {
      const engine = await openLifecycle(base, { renderer: openRenderer(base), router: new TrunkRouter(trunksOf(configuration)) });
      watchFaxes(base);
      return { leave: () => engine.drain() };
    },
  }, configuration);
}
