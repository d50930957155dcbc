import { eventLogEntities, eventLogMigrations, type DatabaseOptions } from '@faxwire/event-log';
import { lifecycleMigrations } from '@faxwire/lifecycle-app';
import { tenancyEntities, tenancyMigrations } from '@faxwire/tenancy';
import { transportMigrations } from '@faxwire/transport';
import { trunksMigrations } from '@faxwire/trunks';
import { webhooksEntities, webhooksMigrations } from '@faxwire/webhooks-app';

/** Every table there is, and how it came to be. */
export const SCHEMA: Pick<DatabaseOptions, 'entities' | 'migrations'> = {
  entities: [...eventLogEntities, ...tenancyEntities, ...webhooksEntities],
  migrations: [...eventLogMigrations, ...transportMigrations, ...tenancyMigrations, ...lifecycleMigrations, ...webhooksMigrations, ...trunksMigrations],
};
