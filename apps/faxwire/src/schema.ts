import { deliveriesEntities, deliveriesGrants, deliveriesMigrations } from '@faxwire/deliveries';
import { eventLogEntities, eventLogGrants, eventLogMigrations, type DatabaseOptions, type Grant } from '@faxwire/event-log';
import { lifecycleGrants, lifecycleMigrations } from '@faxwire/lifecycle-app';
import { tenancyEntities, tenancyGrants, tenancyMigrations } from '@faxwire/tenancy';
import { transportGrants, transportMigrations } from '@faxwire/transport';
import { trunksGrants, trunksMigrations } from '@faxwire/trunks';

/** Every table there is, and how it came to be. */
export const SCHEMA: Pick<DatabaseOptions, 'entities' | 'migrations'> = {
  entities: [...eventLogEntities, ...tenancyEntities, ...deliveriesEntities],
  migrations: [...eventLogMigrations, ...transportMigrations, ...tenancyMigrations, ...lifecycleMigrations, ...deliveriesMigrations, ...trunksMigrations],
};

/** What each process may do with them. */
export const GRANTS: readonly Grant[] = [...eventLogGrants, ...transportGrants, ...tenancyGrants, ...lifecycleGrants, ...deliveriesGrants, ...trunksGrants];
