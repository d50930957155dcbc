import { EventLog, FaxLog, openDatabase, type Database, type Migrations } from '@faxwire/event-log';
import { openMasterKey, type DocumentStore } from '@faxwire/documents';
import { Metrics, createLogger, failPoint, systemClock, withSpan, type Configuration, type HealthCheck, type Logger } from '@faxwire/platform';
import { AccessTokens, ApiKeys, ProofKeys, Tenants, WebhookEndpoints, signedLinks, type SignedLinks } from '@faxwire/tenancy';
import { LessonBook, VoiceBook, destinationHash } from '@faxwire/trunks';
import type { ClosingStack } from './closing-stack.ts';
import { openDocuments } from './document-adapter.ts';
import { openEventSource, type OpenedEventSource } from './event-adapter.ts';

/** What every process stands on: the log, the documents, the tenants, and somewhere to complain. */
export interface Foundation {
  readonly configuration: Configuration;
  readonly service: string;
  /** A folder of this process's own machine. */
  readonly dataDir: string;
  readonly closing: ClosingStack;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly database: Database;
  readonly faxLog: FaxLog;
  readonly eventLog: EventLog;
  readonly source: OpenedEventSource;
  readonly documents: DocumentStore;
  readonly tenants: Tenants;
  readonly apiKeys: ApiKeys;
  readonly accessTokens: AccessTokens;
  readonly endpoints: WebhookEndpoints;
  readonly links: SignedLinks;
  readonly proofKeys: ProofKeys;
  /** With what destinations took their faxes. */
  readonly lessons: LessonBook;
  /** Where voices answered. */
  readonly voices: VoiceBook;
  readonly now: () => number;
  /** What the process cannot work without; its readiness. A part adds its own. */
  readonly checks: Record<string, HealthCheck>;
}

/** `secrets`: the keys of webhook endpoints, of signed links and of proofs. */
export type Use = 'documents' | 'secrets';

export interface Ground {
  readonly configuration: Configuration;
  /** Names the process in logs, traces and the database. */
  readonly service: string;
  readonly dataDir: string;
  readonly closing: ClosingStack;
  /** What the process works with beside the log; the rest is not opened, and its secrets are not asked for. Left out: all. */
  readonly uses?: readonly Use[];
  readonly database: {
    readonly url: string;
    readonly entities: Parameters<typeof openDatabase>[0]['entities'];
    /** Empty where a job of its own brings the tables up to date. */
    readonly migrations: Migrations;
    /** For a process that serves one tenant at a time, under row-level security. */
    readonly tenantScoped?: boolean;
  };
}

const now = (): number => systemClock.now();

export async function layFoundation(ground: Ground): Promise<Foundation> {
  const { configuration, service, dataDir, closing } = ground;
  const logger = createLogger({ ...configuration.log, service });
  const uses = ground.uses ?? ['documents', 'secrets'];
  const masterKey = uses.length > 0 ? await openMasterKey(configuration.documents.masterKeyFile) : undefined;
  const database = await openProcessDatabase(ground, logger);
  const eventLog = new EventLog(database);
  // Readers of a log that was restored elsewhere would wait for ever. A role that sees one tenant at a time cannot tell.
  if (!ground.database.tenantScoped) await eventLog.checkXids();
  const metrics = new Metrics();
  const checks: Record<string, HealthCheck> = { database: async () => void (await database.pool.query('SELECT 1')) };
  const memory = masterKey && { pool: database.pool, hash: destinationHash(masterKey), now };
  const [lessons, voices] = memory ? [new LessonBook(memory), new VoiceBook(memory)] : [];
  const about = { configuration, service, dataDir, closing, logger, metrics, database, eventLog, checks, now };
  const documents = masterKey && uses.includes('documents') ? await openDocuments({ ...about, masterKey }) : undefined;
  const endpoints = masterKey && uses.includes('secrets') ? new WebhookEndpoints(database.dataSource, masterKey, now) : undefined;
  const proofKeys = masterKey && uses.includes('secrets') ? new ProofKeys(database.dataSource, masterKey, now) : undefined;
  const links = masterKey && uses.includes('secrets') ? signedLinks(masterKey) : undefined;
  return {
    ...about,
    source: openEventSource(about),
    faxLog: new FaxLog({ database, now, failPoint, around: (decision, faxId, work) => withSpan(`decide ${decision}`, { faxId }, work) }),
    tenants: new Tenants(database.dataSource, now),
    apiKeys: new ApiKeys(database.dataSource, now),
    get documents() {
      return documents ?? unused('documents');
    },
    get accessTokens() {
      return masterKey ? new AccessTokens(masterKey, now) : unused('access tokens');
    },
    get endpoints() {
      return endpoints ?? unused('webhook endpoints');
    },
    get proofKeys() {
      return proofKeys ?? unused('keys of proofs');
    },
    get lessons() {
      return lessons ?? unused('lessons of destinations');
    },
    get voices() {
      return voices ?? unused('voices at destinations');
    },
    get links() {
      return links ?? unused('signed links');
    },
  };
}

/** A bug of ours: the plan of the process does not name what it works with. */
function unused(what: string): never {
  throw new Error(`This process does not use ${what}.`);
}

async function openProcessDatabase({ configuration, service, closing, database: { url, entities, migrations, tenantScoped = false } }: Ground, logger: Logger): Promise<Database> {
  const database = await openDatabase({
    url,
    ...(configuration.database.directUrl && { directUrl: configuration.database.directUrl }),
    tenantScoped,
    poolSize: configuration.database.poolSize,
    applicationName: service,
    entities,
    migrations,
    migrate: migrations.length > 0,
    // pg hangs the whole client on the error; its message says all.
    onConnectionError: ({ message }) => logger.warn({ detail: message }, 'a database connection was lost'),
  });
  closing.defer('database connections', () => database.close());
  return database;
}
