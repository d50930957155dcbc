import { deliveriesEntities } from '@faxwire/deliveries';
import { eventLogEntities } from '@faxwire/event-log';
import type { Configuration } from '@faxwire/platform';
import { runProcess } from '@faxwire/runtime';
import { tenancyEntities } from '@faxwire/tenancy';
import { openNotifications } from './open-notifications.ts';

/** The teller of people alone. It needs no secret of the house but those of its own configuration. */
export function run(configuration: Configuration): Promise<number> {
  return runProcess({
    service: 'faxwire-mail',
    entities: [...eventLogEntities, ...tenancyEntities, ...deliveriesEntities],
    uses: [],
    open: async (base) => {
      await openNotifications(base);
      return {};
    },
  }, configuration);
}
