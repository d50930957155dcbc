import { deliveriesEntities } from '@faxwire/deliveries';
import { eventLogEntities } from '@faxwire/event-log';
import type { Configuration } from '@faxwire/platform';
import { runProcess } from '@faxwire/runtime';
import { tenancyEntities } from '@faxwire/tenancy';
import { openWebhooks } from './open-webhooks.ts';

/** The deliverer of webhooks alone. */
export function run(configuration: Configuration): Promise<number> {
  return runProcess({
    service: 'faxwire-webhooks',
    entities: [...eventLogEntities, ...tenancyEntities, ...deliveriesEntities],
    uses: ['secrets'],
    open: async (base) => {
      await openWebhooks(base);
      return {};
    },
  }, configuration);
}
