import { eventLogEntities } from '@faxwire/event-log';
import type { Configuration } from '@faxwire/platform';
import { openRenderer, runProcess } from '@faxwire/runtime';
import { tenancyEntities } from '@faxwire/tenancy';
import { openOwnAdmin } from './admin/open-admin.ts';
import { openApi } from './open-api.ts';

/** The HTTP front door alone. Faxes are taken up by the lifecycle process that hears of their events. */
export function run(configuration: Configuration): Promise<number> {
  return runProcess({
    service: 'faxwire-api',
    entities: [...eventLogEntities, ...tenancyEntities],
    uses: ['documents', 'secrets'],
    answersProbes: true,
    tenantScoped: true,
    open: async (base) => ({ baseUrl: await openApi(base, { renderer: openRenderer(base), admin: await openOwnAdmin(base) }) }),
  }, configuration);
}
