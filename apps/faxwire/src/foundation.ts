import { join } from 'node:path';
import { FilesDocumentStore, openMasterKey } from '@faxwire/documents';
import { EventLog, FaxLog, eventLogEntities, eventLogMigrations, openDatabase, type Database } from '@faxwire/event-log';
import { lifecycleMigrations } from '@faxwire/lifecycle-app';
import { Metrics, createLogger, failPoint, systemClock, withSpan, type Configuration, type Logger } from '@faxwire/platform';
import { ApiKeys, Tenants, WebhookEndpoints, tenancyEntities, tenancyMigrations } from '@faxwire/tenancy';
import { LogEventSource, transportMigrations } from '@faxwire/transport';
import { webhooksEntities, webhooksMigrations } from '@faxwire/webhooks-app';
import type { ClosingStack } from './closing-stack.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

/** What every app stands on: the log, the documents, the tenants, and somewhere to complain. */
export interface Foundation {
  readonly configuration: Configuration;
  readonly dataDir: string;
  readonly closing: ClosingStack;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly database: Database;
  readonly faxLog: FaxLog;
  readonly eventLog: EventLog;
  readonly source: LogEventSource;
  readonly documents: FilesDocumentStore;
  readonly tenants: Tenants;
  readonly apiKeys: ApiKeys;
  readonly endpoints: WebhookEndpoints;
  readonly now: () => number;
}

const now = (): number => systemClock.now();

export async function layFoundation(configuration: Configuration, dataDir: string, closing: ClosingStack): Promise<Foundation> {
  const logger = createLogger({ ...configuration.log, service: 'faxwire' });
  const masterKey = await openMasterKey(configuration.documents.masterKeyFile);
  const database = await openHouseDatabase(configuration, { dataDir, closing, logger });
  const eventLog = new EventLog(database);
  const source = new LogEventSource({ log: eventLog, database, onError: (error) => logger.warn({ err: error }, 'an event consumer will try again') });
  closing.defer('event source', () => source.close());
  return {
    configuration, dataDir, closing, logger, database, eventLog, source, now,
    metrics: new Metrics(),
    faxLog: new FaxLog({ database, now, failPoint, around: (decision, faxId, work) => withSpan(`decide ${decision}`, { faxId }, work) }),
    documents: new FilesDocumentStore({ folder: join(dataDir, 'documents'), masterKey }),
    tenants: new Tenants(database.dataSource, now),
    apiKeys: new ApiKeys(database.dataSource, now),
    endpoints: new WebhookEndpoints(database.dataSource, masterKey, now),
  };
}

interface Ground {
  readonly dataDir: string;
  readonly closing: ClosingStack;
  readonly logger: Logger;
}

async function openHouseDatabase({ database: { url, poolSize } }: Configuration, { dataDir, closing, logger }: Ground): Promise<Database> {
  const database = await openDatabase({
    url: url || (await ownServer(dataDir, closing)),
    poolSize,
    applicationName: 'faxwire',
    entities: [...eventLogEntities, ...tenancyEntities, ...webhooksEntities],
    migrations: [...eventLogMigrations, ...transportMigrations, ...tenancyMigrations, ...lifecycleMigrations, ...webhooksMigrations],
    // pg hangs the whole client on the error; its message says all.
    onConnectionError: ({ message }) => logger.warn({ detail: message }, 'a database connection was lost'),
  });
  closing.defer('database connections', () => database.close());
  return database;
}

async function ownServer(dataDir: string, closing: ClosingStack): Promise<string> {
  const server = await startEmbeddedPostgres(dataDir);
  closing.defer('PostgreSQL', () => server.stop());
  return server.url;
}
