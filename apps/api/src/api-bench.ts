import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DeliveryBook, WebhookSender, deliveriesEntities, deliveriesGrants, deliveriesMigrations, pingEndpoint } from '@faxwire/deliveries';
import { DocumentEraser, FilesDocumentStore, inspect } from '@faxwire/documents';
import {
  ADMIN_ROLE, EventLog, FaxLog, TENANT_ROLE, eventLogEntities, eventLogGrants, eventLogMigrations, grantRoles, openDatabase, type Database, type Role,
} from '@faxwire/event-log';
import { DEFAULT_RETRY_POLICY } from '@faxwire/fax';
import { download } from '@faxwire/outbound';
import { loadConfiguration } from '@faxwire/platform';
import { dialTimesOf } from '@faxwire/runtime';
import {
  AccessTokens,
  ApiKeys, ProofKeys, RootKey, Tenants, WebhookEndpoints, checkWebhookUrl, newRootKey, signedLinks, tenancyEntities, tenancyGrants, tenancyMigrations, type KeyMode, type SignedLinks, type Tenant,
} from '@faxwire/tenancy';
import { VoiceBook, destinationHash, forgetLessonsBlindly, trunksGrants, trunksMigrations } from '@faxwire/trunks';
import { temporaryDatabase } from '@faxwire/testing';
import type { ApiConfig, ApiDependencies, RequestFigures } from './api-dependencies.ts';
import { unerasedDocuments } from './document/unerased-documents.ts';
import { adminRoom } from './admin/admin-room.ts';
import { accessParts } from './tenant/access-parts.ts';
import { createApi } from './create-api.ts';
import type { AnswerCheck } from './openapi/answer/answer-check.ts';
import { watchAnswers } from './openapi/answer/watch-answers.ts';

/** Of a test's request, on a busy machine. */
const PING_TIMEOUT_MS = 10_000;

/** The front door on real parts, under its own role, listening on loopback, with a client. */
export interface ApiBench {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** Not restricted to any tenant, as workers are not. */
  readonly database: Database;
  readonly faxLog: FaxLog;
  readonly endpoints: WebhookEndpoints;
  /** As a media worker writes it. */
  readonly voices: VoiceBook;
  readonly tenant: Tenant;
  readonly key: string;
  /** Opens the admin API. */
  readonly rootKey: string;
  readonly store: FilesDocumentStore;
  readonly links: SignedLinks;
  readonly nudged: string[];
  readonly faults: unknown[];
  readonly real: ApiDependencies;
  readonly observed: RequestFigures[];
  keyOf(tenant: Tenant, mode?: KeyMode): Promise<string>;
  otherTenant(): Promise<Tenant>;
  fetch(path: string, init?: RequestInit & { readonly key?: string }): Promise<Response>;
  /** Files that uploads have left. */
  leftovers(): Promise<string[]>;
  /** Files that readers of pages have left. */
  readings(): Promise<string[]>;
  /** @throws Error where an answer was another than the API description says */
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly config?: Partial<ApiConfig>;
  /** Told of every route that the server has. */
  readonly onRoute?: (method: string, path: string) => void;
  /** What the answers are compared with: the API description, by default. */
  readonly check?: AnswerCheck;
  /** How the database is reached. */
  readonly through?: (url: string) => Promise<string>;
  /** Replaces parts, each knowing the real ones. */
  readonly parts?: (real: ApiDependencies) => Partial<ApiDependencies>;
}

export async function openBench({ config = {}, through = async (url) => url, onRoute, check, parts = () => ({}) }: BenchOptions = {}): Promise<ApiBench> {
  const temporary = await temporaryDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'faxwire-api-'));
  const tables = {
    entities: [...eventLogEntities, ...tenancyEntities, ...deliveriesEntities],
    migrations: [...eventLogMigrations, ...tenancyMigrations, ...deliveriesMigrations, ...trunksMigrations],
  };
  const database = await openDatabase({ ...tables, url: temporary.url });
  const owner = await database.pool.connect();
  await grantRoles(owner, { grants: [...eventLogGrants, ...tenancyGrants, ...deliveriesGrants, ...trunksGrants] }).finally(() => owner.release());
  const own = await openDatabase({ ...tables, url: asRole(await through(temporary.url), TENANT_ROLE), migrate: false, tenantScoped: true });
  const masterKey = randomBytes(32);
  const store = new FilesDocumentStore({ folder: join(dataDir, 'documents'), masterKey });
  const tenants = new Tenants(database.dataSource);
  const apiKeys = new ApiKeys(database.dataSource);
  const faxLog = new FaxLog({ database, now: Date.now });
  const [nudged, faults, observed]: [string[], unknown[], RequestFigures[]] = [[], [], []];
  const forAdmin = await openDatabase({ ...tables, url: asRole(temporary.url, ADMIN_ROLE), migrate: false, poolSize: 2 });
  const access = accessParts(own.dataSource, { now: Date.now });
  const rootKey = newRootKey();
  const voices = new VoiceBook({ pool: own.pool, hash: destinationHash(masterKey), now: Date.now });
  const timesOf = dialTimesOf({ configuration: loadConfiguration({ env: {}, cwd: '/' }), database: own, tenants: new Tenants(own.dataSource), voices, now: Date.now });
  const links = signedLinks(masterKey);
  const real: ApiDependencies = {
    now: Date.now, policyOf: async (fax) => ({ ...DEFAULT_RETRY_POLICY, terms: await timesOf(fax) }), download: (url, options) => download(url, { ...options, rules: { allowLoopback: true } }),
    config: { dataDir, ...config }, faxLog: new FaxLog({ database: own, now: Date.now }), hints: new EventLog(own), ...access, accessTokens: new AccessTokens(masterKey), links,
    admin: adminRoom({ dataSource: forAdmin.dataSource, now: Date.now, rootKey: new RootKey(rootKey), trunks: [], defaultCountry: 'US', onChange: access.apiKeys.forgetAll }),
    webhookEndpoints: new WebhookEndpoints(own.dataSource, masterKey),
    documents: { inspect, put: (tenantId, source) => store.put(tenantId, source) }, documentStore: store,
    documentEraser: new DocumentEraser({
      store, isReferenced: unerasedDocuments(own.pool), onError: (error) => void faults.push(error),
      // Every document has rested for long enough.
      now: () => Date.now() + 2 * store.settledAfterMs,
    }),
    forgetLessons: (faxId) => forgetLessonsBlindly(own.pool, faxId),
    proofKeys: new ProofKeys(own.dataSource, masterKey),
    checkWebhookUrl: (url) => checkWebhookUrl(url, { allowLoopback: false }),
    deliveries: new DeliveryBook(own.pool),
    pingWebhook: (dispatch) => pingEndpoint(new WebhookSender({ allowLoopback: true, timeoutMs: PING_TIMEOUT_MS, resolve: async () => [] }), dispatch, Date.now()),
    nudge: (faxId) => void nudged.push(faxId),
    observeRequest: (figures) => void observed.push(figures),
    onFault: (error) => void faults.push(error),
  };
  const app = await createApi({ ...real, ...parts(real) }, { ...(onRoute && { onRoute }) });
  const differences = watchAnswers(app.getHttpAdapter().getInstance(), check);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const tenant = await tenants.createTenant({ name: 'Clinic' });
  const keyOf = async ({ id }: Tenant, mode: KeyMode = 'test') => (await apiKeys.createKey(id, mode)).key;
  const key = await keyOf(tenant);
  return {
    app, url, database, faxLog, tenant, endpoints: new WebhookEndpoints(database.dataSource, masterKey), key, store, links, nudged, faults, real, observed, keyOf, rootKey,
    voices: new VoiceBook({ pool: database.pool, hash: destinationHash(masterKey), now: Date.now }),
    otherTenant: () => tenants.createTenant({ name: 'Other' }),
    fetch: (path, { key: by = key, headers, ...init } = {}) => fetch(url + path, { ...init, headers: { authorization: `Bearer ${by}`, ...headers } }),
    leftovers: () => readdir(join(dataDir, 'uploads')),
    readings: () => readdir(join(dataDir, 'readings')),
    async close() {
      await app.close();
      await Promise.all([own.close(), forAdmin.close(), database.close()]);
      await temporary.drop();
      await rm(dataDir, { recursive: true, force: true });
      if (differences.length > 0) throw new Error(`Answers differ from the API description:\n${differences.join('\n')}`);
    },
  };
}

/** A session that begins in a role. */
function asRole(databaseUrl: string, role: Role): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `-c role=${role}`);
  return url.href;
}

/** A form with its parts in the order given. */
export function form(parts: Readonly<Record<string, string | Blob>>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(parts)) made.append(name, value);
  return made;
}

export const page = (text = 'Dear Dr. Miller, please find enclosed.'): Blob => new Blob([text]);
